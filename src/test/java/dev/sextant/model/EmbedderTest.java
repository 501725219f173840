package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sextant.Fault;
import dev.sextant.cache.EmbeddingCache;
import dev.sextant.cache.SharedCache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EmbedderTest {
    private static final String LONG = "a ".repeat(40).strip();
    private static final EmbedOptions OPTIONS = EmbedOptions.defaults(10_000).withModel("tiny");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final EmbeddingCache cache = new EmbeddingCache(1 << 20, SharedCache.NONE, metrics);
    private final Embedder embedder = embedder();

    private Embedder embedder() {
        Map<String, Path> folders = Map.of(
                "tiny",
                TestModels.FOLDERS.resolve("bert-mean-old"),
                "prompted",
                TestModels.FOLDERS.resolve("mpnet-mean"),
                "prompted-by-default",
                TestModels.FOLDERS.resolve("bert-include-prompt-false"));
        return Embedder.of(
                TestModels.defaults(),
                () -> folders,
                () -> DeviceConfig.Choice.CPU,
                TestModels.batch(1_024),
                Optional::empty,
                Calibrations.NONE,
                cache,
                metrics);
    }

    @Test
    void countsDistinctTextsThatWereCached() {
        Embedded first = embedder.embed(List.of("tea", "tea", "lamp"), OPTIONS);
        Embedded second = embedder.embed(List.of("tea", "tea", "clock", "tea", "lamp"), OPTIONS);

        assertThat(first.cached()).isZero();
        assertThat(second.cached()).isEqualTo(2);
        assertThat(cache.size()).isEqualTo(3);
        assertThat(second.vectors().rows()).isEqualTo(5);
        assertThat(second.vectors().row(1)).isEqualTo(second.vectors().row(0));
        assertThat(second.vectors().row(3)).isEqualTo(first.vectors().row(0));
        assertThat(second.vectors().row(4)).isEqualTo(first.vectors().row(2));
        assertThat(metrics.get("sextant.embed.texts").counter().count()).isEqualTo(8);
    }

    @Test
    void givesCallersVectorsOfTheirOwn() {
        Embedded first = embedder.embed(List.of("tea"), OPTIONS);
        float[] before = first.vectors().row(0);

        Arrays.fill(first.vectors().values(), 7);

        assertThat(embedder.embed(List.of("tea"), OPTIONS).vectors().row(0)).isEqualTo(before);
    }

    @Test
    void putsTheRolesPromptBeforeTheText() {
        EmbedOptions options = OPTIONS.withModel("prompted");

        float[] query = vector("tea", options.withRole(Optional.of(Role.QUERY)));
        float[] document = vector("tea", options.withRole(Optional.of(Role.DOCUMENT)));

        assertThat(query).isEqualTo(vector("find what answers: tea", options));
        assertThat(document).isEqualTo(vector("store this text: tea", options));
        assertThat(query).isNotEqualTo(document).isNotEqualTo(vector("tea", options));
    }

    @Test
    void putsThePromptOfThatNameBeforeTheText() {
        EmbedOptions options = OPTIONS.withModel("prompted");

        assertThat(vector("tea", options.withPromptName("query")))
                .isEqualTo(vector("tea", options.withRole(Optional.of(Role.QUERY))));
        assertThatThrownBy(() -> vector("tea", options.withPromptName("poem")))
                .isInstanceOf(Fault.InvalidRequest.class)
                .hasMessage("prompt_name is \"poem\"; model prompted has the prompts document, query");
        assertThatThrownBy(() -> vector("tea", OPTIONS.withPromptName("query"))).hasMessageContaining("no prompts");
    }

    @Test
    void tokensOfAPromptComeBeforeThoseOfTheText() {
        List<Token> tokens = embedder.tokenize("prompted", List.of("tea"), "query", false, 100)
                .getFirst();

        assertThat(tokens.stream().map(Token::text).collect(Collectors.joining()))
                .isEqualTo("findwhatanswers:tea");
        assertThat(tokens.getLast().end()).isEqualTo("find what answers: tea".length());
        assertThat(embedder.tokenize("prompted-by-default", List.of("tea"), null, false, 100))
                .isEqualTo(embedder.tokenize("prompted-by-default", List.of("tea"), "query", false, 100));
    }

    @Test
    void cutsTheStartOfALongTextWhereThatIsAskedFor() {
        EmbedOptions options = OPTIONS.withLongTexts(EmbedOptions.LongTexts.CUT_START);
        String end = "a b ".repeat(11).strip();

        Embedded embedded = embedder.embed(List.of("c c c " + end), options);

        assertThat(embedded.vectors().row(0)).isEqualTo(vector(end, OPTIONS));
        assertThat(embedded.tokens()).containsExactly(24);
        assertThat(embedded.truncated()).containsExactly(0);
        assertThat(vector("c c c " + end, OPTIONS)).isNotEqualTo(vector(end, OPTIONS));
        assertThat(vector("tea", options)).isEqualTo(vector("tea", OPTIONS));
    }

    @Test
    void putsTheDefaultPromptBeforeATextWithoutARole() {
        EmbedOptions options = OPTIONS.withModel("prompted-by-default");

        assertThat(vector("tea", options)).isEqualTo(vector("tea", options.withRole(Optional.of(Role.QUERY))));
        assertThat(vector("tea", options)).isNotEqualTo(vector("tea", options.withRole(Optional.of(Role.DOCUMENT))));
    }

    @Test
    void ignoresARoleWhereTheModelHasNoPrompts() {
        float[] plain = vector("tea", OPTIONS);

        Embedded query = embedder.embed(List.of("tea"), OPTIONS.withRole(Optional.of(Role.QUERY)));

        assertThat(query.vectors().row(0)).isEqualTo(plain);
        assertThat(query.cached()).as("the same prompt, none").isEqualTo(1);
    }

    @Test
    void tellsWhichTextsWereCut() {
        Embedded embedded = embedder.embed(List.of(LONG, "tea", LONG + " b", LONG), OPTIONS);

        assertThat(embedded.truncated()).containsExactly(0, 2, 3);
        assertThat(embedded.tokens()).containsExactly(24, embedded.tokens().get(1), 24, 24);
        assertThat(embedder.embed(List.of("tea", LONG), OPTIONS).truncated())
                .as("from the cache")
                .containsExactly(1);
    }

    @Test
    void rejectsATextThatIsTooLongWhereThatIsAskedFor() {
        EmbedOptions strict = OPTIONS.withLongTexts(EmbedOptions.LongTexts.REJECT);

        for (boolean cached : new boolean[] {false, true}) {
            assertThatThrownBy(() -> embedder.embed(List.of("tea", "lamp", LONG), strict))
                    .as("cached: %s", cached)
                    .isInstanceOf(Fault.TextTooLong.class)
                    .hasMessageStartingWith("texts[2] has 42 tokens; model tiny reads 24")
                    .asInstanceOf(type(Fault.class))
                    .satisfies(fault -> {
                        assertThat(fault.field()).contains("texts");
                        assertThat(fault.index()).contains(2);
                        assertThat(fault.limit()).hasValue(24);
                        assertThat(fault.actual()).hasValue(42);
                    });
            assertThat(embedder.embed(List.of(LONG), OPTIONS).truncated()).containsExactly(0);
        }
        assertThat(embedder.embed(List.of("tea", "lamp"), strict).truncated()).isEmpty();
    }

    @Test
    void rejectsMoreTokensThanAllowedCachedOrNot() {
        List<String> texts = List.of("tea", "lamp", "tea");
        int tokens = embedder.embed(texts, OPTIONS.withKeep(false)).tokens().stream()
                .mapToInt(Integer::intValue)
                .sum();

        for (boolean cached : new boolean[] {false, true}) {
            assertThatThrownBy(() -> embedder.embed(texts, OPTIONS.withMaxTokens(tokens - 1)))
                    .as("cached: %s", cached)
                    .isInstanceOf(Fault.TooLarge.class)
                    .hasMessageStartingWith("the texts have %d tokens together".formatted(tokens))
                    .asInstanceOf(type(Fault.class))
                    .satisfies(fault -> {
                        assertThat(fault.field()).contains("texts");
                        assertThat(fault.limit()).hasValue(tokens - 1);
                        assertThat(fault.actual()).hasValue(tokens);
                    });
            assertThat(embedder.embed(texts, OPTIONS.withMaxTokens(tokens)).tokens())
                    .hasSize(3);
        }
    }

    @Test
    void computesNothingWhereTheTextsAreTooMany() {
        assertThatThrownBy(() -> embedder.embed(List.of("tea", "lamp"), OPTIONS.withMaxTokens(3)))
                .isInstanceOf(Fault.TooLarge.class);

        assertThat(cache.size()).isZero();
        assertThat(metrics.get("sextant.batch.tokens").counter().count()).isZero();
    }

    @Test
    void doesNotFillTheCacheWhereNothingIsToBeKept() {
        Embedded first = embedder.embed(List.of("tea", "lamp"), OPTIONS.withKeep(false));
        assertThat(cache.size()).isZero();

        embedder.embed(List.of("tea"), OPTIONS);
        Embedded second = embedder.embed(List.of("tea", "lamp"), OPTIONS.withKeep(false));

        assertThat(first.cached()).isZero();
        assertThat(second.cached()).isEqualTo(1);
        assertThat(cache.size()).isEqualTo(1);
        assertThat(second.timings().inferNanos()).isPositive();
    }

    @Test
    void keepsVectorsOfEitherLengthApart() {
        float[] unit = vector("tea", OPTIONS);
        float[] raw = vector("tea", OPTIONS.withNormalize(false));

        assertThat(FolderReaderTest.cosine(unit, raw)).isGreaterThan(0.99999);
        assertThat(FolderReaderTest.length(raw)).isNotCloseTo(1, within(0.01));
        assertThat(vector("tea", OPTIONS)).isEqualTo(unit);
    }

    @Test
    void readsALoneSurrogateAsTheReplacementCharacter() {
        Embedded embedded = embedder.embed(List.of("tea \uD83E", "tea \uFFFD", "tea \uDE81"), OPTIONS);

        assertThat(embedded.vectors().row(0)).isEqualTo(embedded.vectors().row(1));
        assertThat(embedded.vectors().row(2)).isEqualTo(embedded.vectors().row(1));
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void rejectsAModelThatIsNotKnown() {
        assertThatThrownBy(() -> embedder.embed(List.of("tea"), OPTIONS.withModel("nowhere")))
                .isInstanceOf(Fault.UnknownModel.class)
                .hasMessageContaining("tiny");
        assertThat(embedder.modelIds())
                .containsExactly(BuiltInModels.FP32, BuiltInModels.INT8, "prompted", "prompted-by-default", "tiny");
    }

    private float[] vector(String text, EmbedOptions options) {
        return embedder.embed(List.of(text), options).vectors().row(0);
    }
}
