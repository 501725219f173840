package dev.sextant.model;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.stream.Collectors;

/// Numbers in and out of ONNX tensors, which keep them little-endian.
final class OnnxTensors {
    private OnnxTensors() {}

    /// @param files where the graph lies, for numbers that are kept beside it
    /// @throws IOException if the numbers are not float32, or cannot be read
    static float[] floats(OnnxMl.TensorProto tensor, ModelFiles files, String graphFile) throws IOException {
        if (tensor.getDataType() != OnnxMl.TensorProto.DataType.FLOAT_VALUE) {
            throw new IOException("%s is not float32".formatted(tensor.getName()));
        }
        float[] values = values(tensor, files, graphFile);
        if (values.length != count(tensor)) {
            throw new IOException("%s has %d numbers, and its shape %s asks for %d"
                    .formatted(tensor.getName(), values.length, tensor.getDimsList(), count(tensor)));
        }
        return values;
    }

    private static float[] values(OnnxMl.TensorProto tensor, ModelFiles files, String graphFile) throws IOException {
        if (tensor.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL) {
            return floats(beside(tensor, files, graphFile));
        }
        return tensor.hasRawData() ? floats(tensor.getRawData().asReadOnlyByteBuffer()) : plain(tensor);
    }

    private static long count(OnnxMl.TensorProto tensor) {
        return tensor.getDimsList().stream().reduce(1L, Math::multiplyExact);
    }

    private static float[] floats(ByteBuffer bytes) {
        FloatBuffer numbers = bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] values = new float[numbers.remaining()];
        numbers.get(values);
        return values;
    }

    private static float[] plain(OnnxMl.TensorProto tensor) {
        float[] values = new float[tensor.getFloatDataCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.getFloatData(i);
        }
        return values;
    }

    /// @see <a href="https://onnx.ai/onnx/repo-docs/ExternalData.html">External data of ONNX</a>
    private static ByteBuffer beside(OnnxMl.TensorProto tensor, ModelFiles files, String graphFile) throws IOException {
        Map<String, String> where = tensor.getExternalDataList().stream()
                .collect(Collectors.toMap(
                        OnnxMl.StringStringEntryProto::getKey, OnnxMl.StringStringEntryProto::getValue));
        String folder = graphFile.substring(0, graphFile.lastIndexOf('/') + 1);
        try (InputStream in = files.open(folder + where.get("location"))) {
            in.skipNBytes(Long.parseLong(where.getOrDefault("offset", "0")));
            String length = where.getOrDefault("length", Long.toString(count(tensor) * Float.BYTES));
            return ByteBuffer.wrap(in.readNBytes(Integer.parseInt(length)));
        } catch (NumberFormatException e) {
            throw new IOException("%s lies where no numbers can be read: %s".formatted(tensor.getName(), where), e);
        }
    }

    /// @param half whether to round to float16, to the nearest
    static OnnxMl.TensorProto of(String name, float[] values, boolean half, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * (half ? Short.BYTES : Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            if (half) {
                bytes.putShort(Float.floatToFloat16(value));
            } else {
                bytes.putFloat(value);
            }
        }
        var type = half ? OnnxMl.TensorProto.DataType.FLOAT16 : OnnxMl.TensorProto.DataType.FLOAT;
        var tensor = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes.flip()));
        for (long length : shape) {
            tensor.addDims(length);
        }
        return tensor.build();
    }
}
