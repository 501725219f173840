package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxTensorsTest {
    private static final float[] VALUES = {1, -2, 0.5f, 4, 5, 6};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void writeWeights() throws IOException {
        TensorProto whole = OnnxTensors.of("whole", VALUES, false, 6);
        Files.createDirectory(folder.resolve("onnx"));
        Files.write(
                folder.resolve("onnx/weights"),
                whole.getRawData().concat(whole.getRawData()).toByteArray());
    }

    /// A matrix whose numbers lie in a file beside the graph.
    private float[] beside(Map<String, String> where, long... shape) throws IOException {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName("w")
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        where.forEach((key, value) -> tensor.addExternalData(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        for (long length : shape) {
            tensor.addDims(length);
        }
        return OnnxTensors.floats(tensor.build(), new FolderFiles(folder), "onnx/model.onnx");
    }

    @Test
    void readsNumbersBesideTheGraph() throws IOException {
        assertThat(beside(Map.of("location", "weights", "offset", "24", "length", "24"), 2, 3))
                .containsExactly(VALUES);
        assertThat(beside(Map.of("location", "weights", "offset", "4", "length", "8"), 2))
                .containsExactly(-2, 0.5f);
    }

    @Test
    void takesTheLengthFromTheShapeWhereNoneIsGiven() throws IOException {
        assertThat(beside(Map.of("location", "weights", "offset", "8"), 1, 2)).containsExactly(0.5f, 4);
    }

    @Test
    void refusesWhatDoesNotFitTheShape() {
        assertThatThrownBy(() -> beside(Map.of("location", "weights", "offset", "40"), 2, 3))
                .isInstanceOf(IOException.class)
                .hasMessage("w has 2 numbers, and its shape [2, 3] asks for 6");
        assertThatThrownBy(() -> beside(Map.of("location", "weights", "length", "12"), 2, 3))
                .isInstanceOf(IOException.class)
                .hasMessage("w has 3 numbers, and its shape [2, 3] asks for 6");
    }

    @Test
    void refusesPlacesThatAreNone() {
        assertThatThrownBy(() -> beside(Map.of("location", "weights", "offset", "far"), 6))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("w lies where no numbers can be read")
                .hasMessageContaining("offset=far");
        assertThatThrownBy(() -> beside(Map.of("location", "../../weights"), 6))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("names a file outside of it");
    }
}
