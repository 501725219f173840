package dev.sextant.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sextant.wire.Problem;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A piece of work in the background, as it is at a moment.
///
/// @param kind what is done, such as `reembed`
/// @param collection whose work it is; a collection has one job running at a time
/// @param stage what it is at now, in words
/// @param done steps of the stage that are done
/// @param total steps of the stage, where that is known
/// @param etaSeconds time left of the stage at this rate, where that is known
/// @param error why it failed, if it did
/// @param createdAt when it was asked for
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(
        String id,
        String kind,
        String collection,
        String stage,
        long done,
        @Nullable Long total,
        @Nullable Double etaSeconds,
        State state,
        @Nullable Problem error,
        Instant createdAt) {

    public Job {
        // A file may lack them.
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /// What may become of a job: queued, then running, then one of the others.
    public enum State {
        @JsonProperty("queued")
        QUEUED,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("cancelled")
        CANCELLED,
        /// The process ended before the job did.
        @JsonProperty("interrupted")
        INTERRUPTED;

        /// Whether nothing more will happen.
        public boolean isFinal() {
            return this != QUEUED && this != RUNNING;
        }
    }

    static Job queued(String id, String kind, String collection, Instant now) {
        return new Job(id, kind, collection, "waiting", 0, null, null, State.QUEUED, null, now);
    }

    Job at(String stage, long done, @Nullable Long total, @Nullable Double etaSeconds) {
        return new Job(id, kind, collection, stage, done, total, etaSeconds, State.RUNNING, null, createdAt);
    }

    Job ended(State state, @Nullable Problem error) {
        return new Job(id, kind, collection, stage, done, total, null, state, error, createdAt);
    }
}
