package dev.sextant.embed;

import dev.sextant.Fault;
import dev.sextant.vectors.Inspection;
import dev.sextant.vectors.Int8Ranges;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Quantization;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// How vectors go over the wire.
enum Encoding {
    /// A JSON array of numbers.
    FLOAT,
    /// Little-endian float32.
    BASE64,
    /// Signed bytes by the model's stored ranges.
    INT8,
    /// Sign bits, packed.
    BINARY;

    /// One `float[]` or base64 string a row.
    ///
    /// @throws Fault.NoRanges if int8 is asked for and there are no ranges for such vectors
    List<?> encode(Matrix vectors, Optional<Int8Ranges> ranges) {
        return switch (this) {
            case FLOAT -> rows(vectors);
            case BASE64 ->
                base64(rows(vectors).stream().map(Quantization::littleEndian).toList());
            case INT8 ->
                base64(rows(vectors).stream().map(required(ranges)::quantize).toList());
            case BINARY ->
                base64(rows(vectors).stream().map(Quantization::signBits).toList());
        };
    }

    /// Inspects the vectors as they are after decoding.
    Inspection inspect(Matrix vectors, Optional<Int8Ranges> ranges) {
        long floats = (long) vectors.rows() * vectors.columns();
        return switch (this) {
            case FLOAT, BASE64 -> Inspection.of(vectors, floats * Float.BYTES, "float32");
            case INT8 -> {
                Int8Ranges known = required(ranges);
                yield Inspection.of(mapped(vectors, row -> known.dequantize(known.quantize(row))), floats, "int8");
            }
            case BINARY ->
                Inspection.of(
                        mapped(vectors, Quantization::signs),
                        (long) vectors.rows() * ((vectors.columns() + 7) / 8),
                        "bit");
        };
    }

    private static Int8Ranges required(Optional<Int8Ranges> ranges) {
        return ranges.orElseThrow(() -> new Fault.NoRanges(
                "encoding int8 needs the ranges of the model's vectors, and none are stored for these: ranges hold for "
                        + "unit vectors of full length, of models that have a file of them; use base64 or float"));
    }

    private static List<float[]> rows(Matrix vectors) {
        return IntStream.range(0, vectors.rows()).mapToObj(vectors::row).toList();
    }

    private static List<String> base64(List<byte[]> rows) {
        return rows.stream().map(Base64.getEncoder()::encodeToString).toList();
    }

    private static Matrix mapped(Matrix vectors, UnaryOperator<float[]> change) {
        Matrix mapped = Matrix.zeros(vectors.rows(), vectors.columns());
        for (int row = 0; row < vectors.rows(); row++) {
            mapped.setRow(row, change.apply(vectors.row(row)));
        }
        return mapped;
    }
}
