"""Makes the tiny sentence-transformers folders that the tests read.

Each folder under src/test/resources/models/ is a randomly initialised model (fixed seeds, hidden size 32, 2 layers)
with its ONNX graph, and a reference.json that holds what sentence-transformers itself makes of a few texts:

  texts          the texts
  embeddings     encode(texts), fp32, with whatever modules the folder names
  tokens         number of tokens of each text, special ones included, after truncation
  raw            the embeddings before the final Normalize module, where there is one
  prompted       {"query": {"tokens", "embeddings"}, "document": ...}, where the folder has prompts
  defaultPrompt  the name of the prompt that plain encode() uses, where there is one
  window         the largest number of tokens

The PyTorch weights themselves are left out: only the ONNX graph is kept. Every graph is checked: run by onnxruntime
on what tokenizer.json alone makes of the texts, it must give the states that PyTorch gives, to 1e-5.

Run (Python 3.11, from any folder):
  pip install -r tools/tiny-models/requirements.txt && python3 tools/tiny-models/make.py [NAME...]
"""

import collections
import json
import pathlib
import shutil
import sys
import tempfile
import warnings

import numpy
import onnx
import onnxruntime
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Dense, Normalize, Pooling, Transformer
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    BertConfig,
    BertModel,
    MPNetConfig,
    MPNetModel,
    PreTrainedTokenizerFast,
    RobertaConfig,
    RobertaModel,
)
from transformers.utils import logging

OUT = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/models"
WINDOW = 24
PROMPTS = {"query": "find what answers: ", "document": "store this text: "}

TEXTS = [
    "The lamp by the window is on.",
    "tea",
    "Où est passée l'été dernière, à la crêperie du café ?",
    "A red kite 🪁 over the harbour 👩‍🚀 and the moon 🌙!",
    "Every morning the keeper climbs the stairs, trims the lamp, winds the clock, writes the hour and the wind in the "
    "book, looks for sails on the water, counts the birds on the rock, and only then goes down again to make the tea.",
    "   two boats left the harbour   ",
    "WHO WOUND THE CLOCK? Nobody Knows",
    "wait... (really?) -- yes: 12,5 % of it; \"all\" & more/less!",
    "",
]

SENTENCES = TEXTS + [
    "the keeper of the lamp winds the clock every hour and writes in the book",
    "boats and birds go over the water by the harbour when the wind is low",
    "what answers the question about the harbour, the moon and the window?",
    "find the text that tells who left the red book on the stairs",
    "store this text about tea, lamps and clocks where nobody looks for it",
    "le café du port est ouvert l'été, la crêperie aussi",
    "1 2 3 4 5 6 7 8 9 0 and 12 or 25 or 100",
]


# ---- tokenizers


def vocabulary(special, size):
    """The special tokens, every letter, then the pieces that save most (the library's own trainer has no fixed order)."""
    normalizer, splitter = normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer()
    letters, savings = set(), collections.Counter()
    for sentence in SENTENCES:
        for word, _ in splitter.pre_tokenize_str(normalizer.normalize_str(sentence)):
            if not word.isascii():
                continue
            for start in range(len(word)):
                mark = "##" if start else ""
                letters.add(mark + word[start])
                for end in range(start + 2, len(word) + 1):
                    savings[mark + word[start:end]] += end - start - 1
    pieces = sorted(savings, key=lambda piece: (-savings[piece], piece))
    return {piece: i for i, piece in enumerate((special + sorted(letters) + pieces)[:size])}


def wordpiece(special, pad, unk, first, last, lowercase=True, roberta=False, **options):
    """A WordPiece tokenizer over the sentences above; `special` come first in the vocabulary, in that order."""
    tokenizer = Tokenizer(models.WordPiece(vocabulary(special, 200), unk_token=unk))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    ids = [(token, tokenizer.token_to_id(token)) for token in (first, last)]
    if roberta:
        tokenizer.post_processor = processors.RobertaProcessing(ids[1], ids[0])
    else:
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{first} $A {last}", pair=f"{first} $A {last} $B:1 {last}:1", special_tokens=ids
        )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token=pad, unk_token=unk, cls_token=first, sep_token=last, **options
    )


def bert_tokenizer(lowercase=True):
    return wordpiece(
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], "[PAD]", "[UNK]", "[CLS]", "[SEP]", lowercase,
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    )


def mpnet_tokenizer():
    return wordpiece(["<s>", "<pad>", "</s>", "<unk>", "<mask>"], "<pad>", "<unk>", "<s>", "</s>", roberta=True)


def roberta_tokenizer():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=330,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(SENTENCES, trainer)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", unk_token="<unk>", cls_token="<s>", sep_token="</s>"
    )


# ---- networks

SHAPE = dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=48)


def randomise(network, seed):
    """Weights wide enough that two texts end up far apart (a usual initialisation makes them nearly the same)."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weights in network.named_parameters():
            noise = torch.randn(weights.shape, generator=generator)
            is_norm = "LayerNorm.weight" in name
            weights.copy_(1 + 0.1 * noise if is_norm else 0.25 * noise)
    return network.eval()


def bert(tokenizer, seed):
    config = BertConfig(vocab_size=len(tokenizer), max_position_embeddings=WINDOW + 8, **SHAPE)
    return randomise(BertModel(config, add_pooling_layer=False), seed)


def mpnet(tokenizer, seed):
    config = MPNetConfig(
        vocab_size=len(tokenizer),
        max_position_embeddings=WINDOW + 2 + 8,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        **SHAPE,
    )
    return randomise(MPNetModel(config, add_pooling_layer=False), seed)


def roberta(tokenizer, seed):
    """Positions start at pad_token_id + 1, so the window is max_position_embeddings less that."""
    config = RobertaConfig(
        vocab_size=len(tokenizer),
        max_position_embeddings=WINDOW + 2,
        type_vocab_size=1,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        **SHAPE,
    )
    return randomise(RobertaModel(config, add_pooling_layer=False), seed)


# ---- folders


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_reference(path, value):
    """One line to a vector, so that a change can be read."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text.replace("[[", "[\n[").replace("],[", "],\n[").replace("]]", "]\n]") + "\n", encoding="utf-8")


def transformer_module(tokenizer, network):
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.save_pretrained(folder)
        network.save_pretrained(folder)
        return Transformer(folder, max_seq_length=WINDOW)


def new_folder(folder, tokenizer, network, *modules, **options):
    """A folder as the installed sentence-transformers saves it."""
    SentenceTransformer(modules=[transformer_module(tokenizer, network), *modules], device="cpu", **options).save(
        str(folder), create_model_card=False
    )


def old_folder(folder, tokenizer, network, pooling, normalize, lower_case=False):
    """A folder as sentence-transformers 2 and 3 saved it; its window is less than what its tokenizer allows."""
    tokenizer.model_max_length = 512
    tokenizer.save_pretrained(folder)
    network.save_pretrained(folder)
    kinds = ["Transformer", "Pooling"] + (["Normalize"] if normalize else [])
    write_json(
        folder / "modules.json",
        [
            {
                "idx": i,
                "name": str(i),
                "path": f"{i}_{kind}" if i else "",
                "type": f"sentence_transformers.models.{kind}",
            }
            for i, kind in enumerate(kinds)
        ],
    )
    write_json(folder / "sentence_bert_config.json", {"max_seq_length": WINDOW, "do_lower_case": lower_case})
    switches = ["cls_token", "mean_tokens", "max_tokens", "mean_sqrt_len_tokens"]
    write_json(
        folder / "1_Pooling/config.json",
        {"word_embedding_dimension": 32, **{f"pooling_mode_{switch}": switch in pooling for switch in switches}},
    )
    write_json(
        folder / "config_sentence_transformers.json",
        {"__version__": {"sentence_transformers": "2.2.2", "transformers": "4.30.0", "pytorch": "2.0.1"}},
    )


class Graph(torch.nn.Module):
    """What is exported: the network, and for `sentence` the pooling and the normalisation behind it too."""

    def __init__(self, network, sentence=False):
        super().__init__()
        self.network, self.sentence = network, sentence

    def forward(self, input_ids, attention_mask, token_type_ids=None):
        smallest = torch.finfo(torch.float32).min
        mask = (1.0 - attention_mask[:, None, None, :].to(torch.float32)) * smallest
        arguments = {} if token_type_ids is None else {"token_type_ids": token_type_ids}
        if isinstance(self.network, MPNetModel):
            mask = attention_mask
        states = self.network(input_ids=input_ids, attention_mask=mask, **arguments).last_hidden_state
        if not self.sentence:
            return states
        weights = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(dim=1) / weights.sum(dim=1)
        return states, mean / mean.norm(dim=-1, keepdim=True)


def export(network, path, opset, outputs, types, side_file):
    batch, sequence = 2, 7
    names = ["input_ids", "attention_mask"] + (["token_type_ids"] if types else [])
    ids = torch.arange(5, 5 + batch * sequence).reshape(batch, sequence)
    example = (ids, torch.ones_like(ids), torch.zeros_like(ids))[: len(names)]
    axes = {name: {0: "batch_size", 1: "sequence_length"} for name in names}
    for output in outputs:
        axes[output] = {0: "batch_size"} if output == "sentence_embedding" else {0: "batch_size", 1: "sequence_length"}
    both = ["token_embeddings", "sentence_embedding"]
    sentence = "sentence_embedding" in outputs
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        Graph(network, sentence).eval(),
        example,
        str(path),
        input_names=names,
        output_names=both if sentence else outputs,
        dynamic_axes=axes,
        opset_version=opset,
        dynamo=False,
    )
    graph = onnx.load(path)
    for output in [o for o in graph.graph.output if o.name not in outputs]:
        graph.graph.output.remove(output)
    onnx.checker.check_model(graph)
    if side_file:
        onnx.save_model(graph, path, save_as_external_data=True, location=path.name + "_data", size_threshold=256)
    else:
        onnx.save_model(graph, path)


# ---- references and checks


def numbers(vectors):
    return [[float(f"{x:.8g}") for x in vector] for vector in numpy.asarray(vectors)]


def features_of(model, text, prompt):
    return model.preprocess([text], prompt=prompt)


def counts(model, prompt):
    return [int(features_of(model, text, prompt)["attention_mask"].sum()) for text in TEXTS]


def before_normalize(model):
    vectors = []
    for text in TEXTS:
        features = features_of(model, text, model.prompts.get(model.default_prompt_name))
        for module in list(model)[:-1]:
            features = module(features)
        vectors.append(features["sentence_embedding"][0].numpy())
    return vectors


def reference(model):
    default = model.default_prompt_name
    made = {
        "window": model.max_seq_length,
        "texts": TEXTS,
        "tokens": counts(model, model.prompts.get(default)),
        "embeddings": numbers(model.encode(TEXTS)),
    }
    if isinstance(model[-1], Normalize):
        made["raw"] = numbers(before_normalize(model))
    if default:
        made["defaultPrompt"] = default
    prompts = {name: prompt for name, prompt in model.prompts.items() if prompt}
    if prompts:
        made["prompted"] = {
            name: {"tokens": counts(model, prompt), "embeddings": numbers(model.encode(TEXTS, prompt_name=name))}
            for name, prompt in prompts.items()
        }
    return made


def check(model, folder, path, lower_case):
    """onnxruntime behind tokenizer.json alone gives what sentence-transformers' own first module gives."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(model.max_seq_length)
    session = onnxruntime.InferenceSession(str(path))
    wanted = {i.name for i in session.get_inputs()}
    worst = 0.0
    for text in TEXTS:
        encoding = tokenizer.encode(text.lower() if lower_case else text)
        feed = {
            "input_ids": numpy.array([encoding.ids]),
            "attention_mask": numpy.array([encoding.attention_mask]),
            "token_type_ids": numpy.array([encoding.type_ids]),
        }
        features = features_of(model, text, None)
        assert features["input_ids"][0].tolist() == encoding.ids, (text, features["input_ids"], encoding.ids)
        states = model[0](features)["token_embeddings"]
        expected = {"sentence_embedding": model(features_of(model, text, None))["sentence_embedding"]}
        got = session.run(None, {name: value for name, value in feed.items() if name in wanted})
        for output, value in zip(session.get_outputs(), got):
            difference = numpy.abs(value - expected.get(output.name, states).numpy()).max()
            worst = max(worst, float(difference))
    assert worst < 1e-5, worst
    return worst


def make(name, fill, network, tokenizer, opset=17, top_level=False, outputs=("last_hidden_state",), side_file=False,
         types=True, edit=None, lower_case=False, window=None):
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tokenizer.model_max_length = WINDOW
    fill(folder, tokenizer, network)
    if edit:
        edit(folder)
    model = SentenceTransformer(str(folder), device="cpu", model_kwargs={"attn_implementation": "eager"})
    model.eval()
    if window:
        model.max_seq_length = window
    path = folder / ("model.onnx" if top_level else "onnx/model.onnx")
    export(model[0].auto_model, path, opset, list(outputs), types, side_file)
    worst = check(model, folder, path, lower_case)
    write_reference(folder / "reference.json", reference(model))
    (folder / "model.safetensors").unlink()
    for file in folder.rglob("*"):
        file.chmod(0o755 if file.is_dir() else 0o644)
    vectors = numpy.array(model.encode(TEXTS))
    apart = min(numpy.linalg.norm(a - b) for i, a in enumerate(vectors) for b in vectors[:i])
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"{name:30} {size:7,} bytes  graph differs by {worst:.1e}  nearest texts {apart:.3f} apart")


# ---- which folders there are


def with_fixed_padding(folder):
    """Many published tokenizer.json files carry a padding and a truncation that no one may obey."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_padding(pad_id=0, pad_token="[PAD]", length=12)
    tokenizer.enable_truncation(12)
    tokenizer.save(str(folder / "tokenizer.json"))


def without_window(folder):
    """No limit, as tokenizers are saved that know none: the window is to be worked out from the positions."""
    path = folder / "tokenizer_config.json"
    settings = json.loads(path.read_text())
    settings["model_max_length"] = int(1e30)
    write_json(path, settings)


def pooled(*modes, normalize=False, **options):
    mode = modes[0] if len(modes) == 1 else list(modes)
    return lambda folder, tokenizer, network: new_folder(
        folder, tokenizer, network, Pooling(32, mode), *([Normalize()] if normalize else []), **options
    )


def dense(folder, tokenizer, network):
    layer = randomise(Dense(32, 16, bias=True, activation_function=torch.nn.Tanh()), 61)
    new_folder(folder, tokenizer, network, Pooling(32, "mean"), layer, Normalize())


def without_prompt_in_mean(folder, tokenizer, network):
    pooling = Pooling(32, "mean", include_prompt=False)
    new_folder(folder, tokenizer, network, pooling, Normalize(), prompts=PROMPTS, default_prompt_name="query")


def main(only):
    warnings.filterwarnings("ignore")
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    words, cased = bert_tokenizer(), bert_tokenizer(lowercase=False)
    pieces, letters = mpnet_tokenizer(), roberta_tokenizer()
    small = bert(words, 11)
    both = ("token_embeddings", "sentence_embedding")
    folders = {
        "bert-mean-old": lambda name: make(
            name, lambda *f: old_folder(*f, ["mean_tokens"], True), bert(words, 1), words, 11, edit=with_fixed_padding
        ),
        "bert-cls-new": lambda name: make(name, pooled("cls"), bert(words, 2), words, 18, True, side_file=True),
        "mpnet-mean": lambda name: make(
            name, pooled("mean", normalize=True, prompts=PROMPTS), mpnet(pieces, 3), pieces, 14, types=False
        ),
        "roberta-mean": lambda name: make(
            name, pooled("mean"), roberta(letters, 4), letters, 17, types=False, edit=without_window, window=WINDOW
        ),
        "bert-lasttoken": lambda name: make(name, pooled("lasttoken"), small, words),
        "bert-max": lambda name: make(name, pooled("max"), small, words, 12),
        "bert-mean-sqrt-len": lambda name: make(name, pooled("mean_sqrt_len_tokens"), small, words, 13),
        "bert-weightedmean": lambda name: make(name, pooled("weightedmean", normalize=True), small, words, 16),
        "bert-cls-and-mean-old": lambda name: make(
            name,
            lambda *f: old_folder(*f, ["cls_token", "mean_tokens"], False, lower_case=True),
            bert(cased, 5),
            cased,
            lower_case=True,
        ),
        "bert-dense": lambda name: make(name, dense, bert(words, 6), words, 20),
        "bert-include-prompt-false": lambda name: make(name, without_prompt_in_mean, bert(words, 7), words),
        "bert-sentence-embedding": lambda name: make(
            name, pooled("mean", normalize=True), bert(words, 8), words, outputs=both
        ),
        "bert-sentence-embedding-only": lambda name: make(
            name, pooled("mean", normalize=True), bert(words, 9), words, outputs=both[1:]
        ),
    }
    for name in only or folders:
        folders[name](name)


if __name__ == "__main__":
    main(sys.argv[1:])
