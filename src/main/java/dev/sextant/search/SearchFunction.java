package dev.sextant.search;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionStore;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedded;
import dev.sextant.model.Embedder;
import dev.sextant.model.Patience;
import dev.sextant.model.Role;
import dev.sextant.trace.Stage;
import dev.sextant.wire.Caller;
import dev.sextant.wire.Check;
import dev.sextant.wire.Functions;
import dev.sextant.wire.Limits;
import dev.sextant.wire.Replies;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is nearest in meaning, for HTTP and for CloudEvents.
public class SearchFunction {
    private static final String EXAMPLE = "{\"query\": \"a text\", \"documents\": [\"a text\"]}";

    private final Embedder embedder;
    private final CollectionStore store;
    private final Limits limits;
    private final Caller caller;

    @Inject
    public SearchFunction(Embedder embedder, CollectionStore store, Limits limits, Caller caller) {
        this.embedder = embedder;
        this.store = store;
        this.limits = limits;
        this.caller = caller;
    }

    /// Answers `POST /search`.
    @Funq("search")
    public SearchResponse search(@Nullable SearchRequest request) {
        long started = System.nanoTime();
        SearchCall call = SearchCall.of(Check.body(request, EXAMPLE), limits);
        try {
            SearchResponse found = search(call);
            return found.taking(Math.round((System.nanoTime() - started) / 1e4) / 1e2);
        } catch (Fault.NotFound e) {
            // A collection that was dropped meanwhile; here it is named in a body.
            throw new Fault.UnknownCollection(e.detail());
        } catch (Fault.Conflict e) {
            throw new Fault.Unavailable(e.detail(), e);
        }
    }

    private SearchResponse search(SearchCall call) {
        EmbedOptions options = EmbedOptions.defaults(limits.tokens()).withPatience(Patience.of(caller.hasLeft()));
        Corpus corpus = corpus(call, options);
        Embedded queries = embedder.embed(
                call.queries(),
                options.withModel(call.model() == null ? corpus.model() : call.model())
                        .withRole(Optional.of(Role.QUERY))
                        .withNormalize(corpus.isNormalized()));
        requireModel(corpus, queries.model());
        Corpus.Ranking ranking = rank(corpus, queries, call);
        return new SearchResponse(
                queries.model(), results(call, corpus, queries, ranking, options), ranking.exact(), null);
    }

    /// Answers events of type `dev.sextant.search`.
    @Funq("search" + Functions.EVENT_SUFFIX)
    @CloudEventMapping(trigger = "dev.sextant.search")
    public CloudEvent<SearchResponse> search(CloudEvent<SearchRequest> event) {
        return Replies.to(event, "search", search(event.data()).reproducible());
    }

    private Corpus corpus(SearchCall call, EmbedOptions options) {
        return switch (call.source()) {
            case SearchCall.Given given -> GivenCorpus.embed(embedder, given.documents(), call, options);
            case SearchCall.Named named -> CollectionCorpus.open(store, named.collection(), call);
        };
    }

    private static void requireModel(Corpus corpus, String model) {
        if (!model.equals(corpus.model())) {
            throw new Fault.InvalidRequest(
                    "model is %s, but the collection was embedded with %s; leave model out"
                            .formatted(Check.quoted(model), Check.quoted(corpus.model())),
                    "model");
        }
    }

    private static Corpus.Ranking rank(Corpus corpus, Embedded queries, SearchCall call) {
        try (Stage stage = Stage.begin("search")) {
            stage.with("queries", call.queries().size());
            return corpus.rank(queries.vectors(), queries.fingerprint(), call);
        }
    }

    private List<SearchResponse.Result> results(
            SearchCall call, Corpus corpus, Embedded queries, Corpus.Ranking ranking, EmbedOptions options) {
        Optional<Explainer> explainer =
                call.explain() ? Optional.of(new Explainer(embedder, corpus, options)) : Optional.empty();
        List<SearchResponse.Result> results = new ArrayList<>();
        for (int i = 0; i < call.queries().size(); i++) {
            String query = call.queries().get(i);
            float[] vector = queries.vectors().row(i);
            List<Corpus.Item> items = ranking.items().get(i).stream()
                    .filter(item -> item.score() >= call.minScore())
                    .toList();
            List<SearchResponse.Hit> hits =
                    items.stream().map(item -> hit(corpus, item)).toList();
            results.add(new SearchResponse.Result(
                    query,
                    explainer
                            .map(explaining -> explained(hits, explaining.explain(query, vector, items)))
                            .orElse(hits)));
        }
        return results;
    }

    private static List<SearchResponse.Hit> explained(List<SearchResponse.Hit> hits, List<Explanation> explanations) {
        List<SearchResponse.Hit> explained = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            explained.add(hits.get(i).explained(explanations.get(i)));
        }
        return explained;
    }

    private static SearchResponse.Hit hit(Corpus corpus, Corpus.Item item) {
        boolean kept = item.id() != null;
        Map<String, Object> metadata = item.metadata().isEmpty() ? null : item.metadata();
        SearchResponse.Stretch passage = corpus.isSplit()
                ? new SearchResponse.Stretch(
                        item.passage().start(), item.passage().end())
                : null;
        return new SearchResponse.Hit(
                kept ? null : (Integer) item.place(),
                item.id(),
                kept ? (Integer) item.place() : null,
                item.score(),
                item.text(),
                metadata,
                passage,
                null);
    }
}
