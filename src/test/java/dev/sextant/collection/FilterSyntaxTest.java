package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterSyntaxTest {
    private static Filter read(String json) {
        try {
            return FilterSyntax.read(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void readsValuesListsAndComparisons() {
        assertThat(read("{\"a\": \"x\", \"b\": [1, true], \"c\": {\"gte\": 1, \"lt\": \"z\", \"ne\": false}}"))
                .isEqualTo(new Filter(Map.of(
                        "a", List.of(new Filter.OneOf(List.of("x"))),
                        "b", List.of(new Filter.OneOf(List.of(1.0, true))),
                        "c",
                                List.of(
                                        new Filter.Compares(Filter.Order.GTE, 1.0),
                                        new Filter.Compares(Filter.Order.LT, "z"),
                                        new Filter.Not(false)))));
    }

    @Test
    void noFilterIsEveryDocument() {
        assertThat(FilterSyntax.read(null)).isEqualTo(Filter.ALL);
        assertThat(read("null").isAll()).isTrue();
        assertThat(read("{}").isAll()).isTrue();
    }

    @Test
    void anEmptyListIsNoDocument() {
        assertThat(read("{\"a\": []}").matches(Map.of("a", "x"))).isFalse();
        assertThat(read("{\"a\": []}").matches(Map.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[1]                    | filter is [1]; it is an object",
                "{\"a\": null}          | filter.a is null; a value is",
                "{\"a\": {}}            | filter.a is {}",
                "{\"a\": {\"lt\": 1e999}} | filter.a.lt is",
                "{\"a\": [[1]]}         | filter.a[0] is [1]",
                "{\"a\": {\"ne\": null}} | filter.a.ne is null",
                "{\"a\": {\"gt\": true}} | filter.a.gt is true; only strings and numbers have an order",
                "{\"a\": {\"like\": \"%s\"}} | filter.a.like (\"%s\") is not known; compare with",
            })
    void rejectsWhatIsNoFilter(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(Fault.InvalidRequest.class, fault -> {
            assertThat(fault.field()).contains("filter");
            assertThat(fault.detail()).startsWith(message);
        });
    }

    @Test
    void limitsValuesAndConditions() {
        String values = "1,".repeat(1_000) + "1";
        assertTooLarge("{\"a\": [%s]}".formatted(values), "filter has 1001 values; at most 1000 are taken", 1_000);
        StringBuilder conditions = new StringBuilder("{\"a\": 1");
        for (int i = 0; i < 100; i++) {
            conditions.append(", \"a").append(i).append("\": 1");
        }
        assertTooLarge(conditions + "}", "filter has 101 conditions; at most 100 are taken", 100);
    }

    private static void assertTooLarge(String filter, String message, long limit) {
        assertThatThrownBy(() -> read(filter)).isInstanceOfSatisfying(Fault.TooLarge.class, fault -> {
            assertThat(fault.detail()).startsWith(message);
            assertThat(fault.limit()).hasValue(limit);
            assertThat(fault.actual()).hasValue(limit + 1);
        });
    }

    @Test
    void comparesByKindAndByElement() {
        Map<String, Object> metadata = Map.of("n", List.of(1, 10), "s", "\uffee", "z", -0.0);
        assertThat(read("{\"n\": {\"gt\": 3, \"lt\": 5}}").matches(metadata)).isTrue();
        assertThat(read("{\"n\": {\"ne\": 10}}").matches(metadata)).isFalse();
        assertThat(read("{\"n\": \"1\"}").matches(metadata)).isFalse();
        assertThat(read("{\"s\": {\"lt\": \"🧭\"}}").matches(metadata)).isTrue();
        assertThat(read("{\"z\": 0}").matches(metadata)).isTrue();
        assertThat(read("{\"absent\": {\"ne\": 1}}").matches(metadata)).isTrue();
        assertThat(read("{\"absent\": {\"gt\": 1}}").matches(metadata)).isFalse();
    }
}
