"""Makes a sentence-transformers folder with torch's weights from the ONNX file that Sextant runs:
folder.py SOURCE TARGET, where SOURCE has config.json, tokenizer.json and onnx/model.onnx.

The weights are the same numbers; vectors of the two agree to rounding. In the ONNX file parameters keep their names, but
for the matrices of the linear layers: these are known by the bias that is added to their product, and lie transposed.
"""

import pathlib
import shutil
import sys

import onnx
import torch
from onnx import numpy_helper
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer import modules
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

WINDOW = 256


def parameters(graph):
    values = {tensor.name: torch.tensor(numpy_helper.to_array(tensor)) for tensor in graph.initializer}
    products = {node.output[0]: node for node in graph.node if node.op_type == "MatMul"}
    found = {name: value for name, value in values.items() if name.endswith((".weight", ".bias"))}
    for node in graph.node:
        if node.op_type == "Add":
            bias = next((name for name in node.input if name.endswith(".bias") and name in values), None)
            product = next((products[name] for name in node.input if name in products), None)
            if bias and product:
                found[bias.removesuffix("bias") + "weight"] = values[product.input[1]].T.contiguous()
    return {name.removeprefix("bert."): value for name, value in found.items()}


source, target = (pathlib.Path(name) for name in sys.argv[1:])
bert = BertModel(BertConfig.from_json_file(source / "config.json"), add_pooling_layer=False)
missing, _ = bert.load_state_dict(parameters(onnx.load(source / "onnx/model.onnx").graph), strict=False)
missing = [name for name in missing if not name.endswith(("position_ids", "token_type_ids"))]
if missing:
    sys.exit(f"the ONNX file has no {missing[0]}")

plain = target / "transformer"
bert.save_pretrained(plain)
tokenizer = PreTrainedTokenizerFast(
    tokenizer_file=str(source / "tokenizer.json"),
    model_max_length=WINDOW,
    cls_token="[CLS]",
    sep_token="[SEP]",
    pad_token="[PAD]",
    unk_token="[UNK]",
    mask_token="[MASK]",
    model_input_names=["input_ids", "token_type_ids", "attention_mask"],
)
tokenizer.save_pretrained(plain)
transformer = modules.Transformer(str(plain), max_seq_length=WINDOW)
SentenceTransformer(modules=[transformer, modules.Pooling(bert.config.hidden_size), modules.Normalize()]).save(str(target))
shutil.rmtree(plain)
