package dev.sextant.project;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionStore;
import dev.sextant.model.Embedder;
import dev.sextant.model.Patience;
import dev.sextant.projection.MeaningMap;
import dev.sextant.trace.Stages;
import dev.sextant.wire.Caller;
import dev.sextant.wire.Check;
import dev.sextant.wire.Functions;
import dev.sextant.wire.Limits;
import dev.sextant.wire.Replies;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import jakarta.inject.Inject;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A map to look at, for HTTP and for CloudEvents. Vectors are mapped without a model, unless words are to name their
/// themes.
public class ProjectFunction {
    private static final String EXAMPLE = "{\"texts\": [\"a text\", \"another\"]}";

    private final Embedder embedder;
    private final CollectionStore store;
    private final Limits limits;
    private final Caller caller;

    @Inject
    public ProjectFunction(Embedder embedder, CollectionStore store, Limits limits, Caller caller) {
        this.embedder = embedder;
        this.store = store;
        this.limits = limits;
        this.caller = caller;
    }

    /// Answers `POST /project`.
    @Funq("project")
    public ProjectResponse project(@Nullable ProjectRequest request) {
        ProjectCall call = ProjectCall.of(Check.body(request, EXAMPLE), limits);
        MappedRows rows = rows(call);
        return ProjectResponse.of(map(rows, call), rows.model(), rows.ids());
    }

    /// Answers events of type `dev.sextant.project`.
    @Funq("project" + Functions.EVENT_SUFFIX)
    @CloudEventMapping(trigger = "dev.sextant.project")
    public CloudEvent<ProjectResponse> project(CloudEvent<ProjectRequest> event) {
        return Replies.to(event, "project", project(event.data()));
    }

    /// Answers what embed has answered, so that a sequence of the two makes a map of texts.
    @Funq("project-embedded" + Functions.EVENT_SUFFIX)
    @CloudEventMapping(trigger = Functions.EMBED_RESULT)
    public CloudEvent<ProjectResponse> projectEmbedded(CloudEvent<ProjectRequest> event) {
        return project(event);
    }

    private MeaningMap map(MappedRows rows, ProjectCall call) {
        try (Stages stages = Stages.begin("project", "preparation")) {
            RequestProgress progress = new RequestProgress(stages, caller.hasLeft());
            return MeaningMap.make(rows.vectors(), rows.texts(), call.labels(), call.spec(), rows.namer(), progress);
        } catch (CancellationException e) {
            throw new Fault.Unavailable("the caller has hung up", e);
        }
    }

    private MappedRows rows(ProjectCall call) {
        return switch (call.source()) {
            case ProjectCall.Texts texts ->
                MappedRows.embed(embedder, texts.texts(), call, Patience.of(caller.hasLeft()));
            case ProjectCall.Given given -> MappedRows.given(embedder, given, call);
            case ProjectCall.Named named -> collection(named.collection(), call);
        };
    }

    private MappedRows collection(String name, ProjectCall call) {
        try {
            return MappedCollection.read(embedder, store, name, call, limits.projectRows());
        } catch (Fault.NotFound e) {
            // A collection that was dropped meanwhile; here it is named in a body.
            throw new Fault.UnknownCollection(e.detail());
        }
    }
}
