package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.Client;
import dev.sextant.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest {

    @Test
    void keepsStringsNumbersBooleansAndListsOfThem() {
        assertThat(Metadata.of(Client.read("{\"a\": \"x\", \"b\": 1, \"c\": true, \"d\": [\"x\", 2], \"e\": null}")))
                .containsEntry("a", "x")
                .containsEntry("b", 1)
                .containsEntry("c", true)
                .containsEntry("d", List.of("x", 2))
                .doesNotContainKey("e");
    }

    @Test
    void nothingIsNoMetadata() {
        assertThat(Metadata.of(Client.read("{}").path("metadata"))).isEmpty();
        assertThat(Metadata.of(Client.read("null"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1]                     | metadata is "[1]"
            "x"                     | metadata is
            {"a": {"b": 1}}         | metadata.a is
            {"a": [[1]]}            | metadata.a is
            {"100 % done": {"x":1}} | metadata.100 % done is
            {"%d %n": {}}           | metadata.%d %n is
            {" ": 1}                | named " "
            """)
    void namesWhatCannotBeKept(String json, String message) {
        assertThatThrownBy(() -> Metadata.of(Client.read(json)))
                .isInstanceOf(Fault.InvalidRequest.class)
                .hasMessageContaining(message);
    }
}
