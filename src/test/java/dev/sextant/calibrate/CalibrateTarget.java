package dev.sextant.calibrate;

import dev.sextant.fuzz.FileTarget;
import dev.sextant.fuzz.FuzzTarget;
import dev.sextant.fuzz.RequestTarget;
import dev.sextant.fuzz.SmallLimits;
import dev.sextant.wire.Check;
import java.util.OptionalInt;

/// Requests to calibrate, and the files that calibrations are kept in.
public final class CalibrateTarget {
    private CalibrateTarget() {}

    public static FuzzTarget request() {
        SmallLimits limits = new SmallLimits();
        return RequestTarget.of(
                CalibrateRequest.class,
                request -> {
                    OptionalInt texts = request.texts() == null
                            ? OptionalInt.empty()
                            : OptionalInt.of(Check.texts("texts", request.texts(), limits)
                                    .size());
                    BatchSizes.checked(request.batchSizes(), texts);
                },
                "{\"batchSizes\": [1, 16, 64], \"model\": \"all-minilm-l6-v2\"}",
                "{\"batchSizes\": [1, 2], \"texts\": [\"tea\", \"coffee\"]}");
    }

    public static FuzzTarget files() {
        return new FileTarget(
                "calibrations/abc-cpu.json",
                CalibrationFiles.class,
                folder -> {
                    CalibrationFiles files = new CalibrationFiles(folder);
                    files.of("abc", "cpu");
                    files.last();
                },
                """
                {"model": "m", "fingerprint": "abc", "device": "cpu", "best": 16, "speedUpOverOne": 2.5, "maxTokens": 512,
                 "rows": [{"batchSize": 16, "seconds": 1, "textsPerSecond": 10, "tokensPerSecond": 100}],
                 "createdAt": "2026-01-31T00:00:00Z", "note": "slow"}""");
    }
}
