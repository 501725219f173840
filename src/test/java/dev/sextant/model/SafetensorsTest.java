package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    @Test
    void givesBackWhatWasWritten() throws IOException {
        float[] weight = {1, -2.5f, Float.MIN_VALUE, 3e38f, -0f, 7};
        float[] bias = {0.1f};
        String header = """
                {"__metadata__":{"format":"pt"},\
                "linear.bias":{"dtype":"F32","shape":[1],"data_offsets":[24,28]},\
                "linear.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""";

        Map<String, float[]> tensors = read(file(header, 1, -2.5f, Float.MIN_VALUE, 3e38f, -0f, 7, 0.1f));

        assertThat(tensors).containsOnlyKeys("linear.weight", "linear.bias");
        assertThat(tensors.get("linear.weight")).isEqualTo(weight);
        assertThat(tensors.get("linear.bias")).isEqualTo(bias);
    }

    @Test
    void readsAHeaderPaddedWithSpacesAndAnEmptyTensor() throws IOException {
        Map<String, float[]> tensors = read(file("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[4,4]}}    ", 1));

        assertThat(tensors.get("a")).isEmpty();
        assertThat(read(file("{}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"F16", "BF16", "F64", "I8", ""})
    void rejectsAnotherNumberType(String type) {
        byte[] file = file("{\"w\":{\"dtype\":\"%s\",\"data_offsets\":[0,4]}}".formatted(type), 1);

        assertThatIOException().isThrownBy(() -> read(file)).withMessage("tensor w is %s; Sextant reads F32", type);
    }

    @ParameterizedTest
    @CsvSource({"0, 12", "4, 0", "-4, 4", "0, 3", "9, 8", "0, 2147483644", "12, 16"})
    void rejectsOffsetsOutOfRange(String begin, String end) {
        byte[] file = file("{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[%s,%s]}}".formatted(begin, end), 1, 2);

        assertThatIOException()
                .isThrownBy(() -> read(file))
                .withMessage("tensor w lies at %s to %s of 8 bytes", begin, end);
    }

    @Test
    void rejectsATensorWithoutOffsets() {
        byte[] file = file("{\"w\":{\"dtype\":\"F32\"}}", 1);

        assertThatIOException().isThrownBy(() -> read(file)).withMessageContaining("tensor w lies at -1 to -1");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, (1 << 20) + 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void rejectsAHeaderLengthOutOfRange(long length) {
        byte[] file = withLength(length, new byte[100]);

        assertThatIOException().isThrownBy(() -> read(file)).withMessage("a safetensors header of %d bytes", length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "nothing", "{\"a\":}", "\0\0\0\0"})
    void rejectsAHeaderThatIsNotJson(String header) {
        assertThatIOException().isThrownBy(() -> read(file(header)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 9, 20})
    void rejectsAFileThatEndsTooSoon(int bytes) {
        byte[] whole = file("{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 1);

        assertThatIOException().isThrownBy(() -> read(Arrays.copyOf(whole, bytes)));
    }

    private static Map<String, float[]> read(byte[] file) throws IOException {
        return Safetensors.read(new ByteArrayInputStream(file));
    }

    private static byte[] file(String header, float... values) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer rest = ByteBuffer.allocate(json.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        rest.put(json);
        for (float value : values) {
            rest.putFloat(value);
        }
        return withLength(json.length, rest.array());
    }

    private static byte[] withLength(long length, byte[] rest) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        byte[] prefix = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
        file.writeBytes(prefix);
        file.writeBytes(rest);
        return file.toByteArray();
    }
}
