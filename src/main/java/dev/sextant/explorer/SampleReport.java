package dev.sextant.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sextant.job.Job;
import org.jspecify.annotations.Nullable;

/// How far the sample is.
///
/// @param stage what is done now, in words, while it is prepared
/// @param done steps of the stage that are done
/// @param total steps of the stage, where that is known
/// @param error why it failed, if it did
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SampleReport(
        State state,
        @Nullable String stage,
        @Nullable Long done,
        @Nullable Long total,
        @Nullable String error) {
    static final SampleReport READY = new SampleReport(State.READY, null, null, null, null);

    /// It is not wanted, was deleted, or another collection has its name.
    static final SampleReport OFF = new SampleReport(State.OFF, null, null, null, null);

    /// What may become of the sample.
    public enum State {
        @JsonProperty("preparing")
        PREPARING,
        @JsonProperty("ready")
        READY,
        @JsonProperty("off")
        OFF,
        @JsonProperty("failed")
        FAILED
    }

    static SampleReport at(String stage, long done, @Nullable Long total) {
        return new SampleReport(State.PREPARING, stage, done, total, null);
    }

    static SampleReport of(Job job) {
        return at(job.stage(), job.done(), job.total());
    }

    static SampleReport failed(String error) {
        return new SampleReport(State.FAILED, null, null, null, error);
    }
}
