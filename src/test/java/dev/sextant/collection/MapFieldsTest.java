package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.projection.Distance;
import dev.sextant.projection.MapSpec;
import dev.sextant.projection.Method;
import dev.sextant.projection.Recipe;
import dev.sextant.projection.ThemeChoice;
import dev.sextant.wire.StrictJson;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        new StrictJson().customize(JSON);
    }

    @Test
    void nothingAskedForIsTheUsualMap() throws JsonProcessingException {
        MapSpec usual = new MapSpec(
                new Recipe(Method.UMAP, 2, Distance.COSINE, 15, 0.1, OptionalInt.empty(), 42), new ThemeChoice.Auto());
        assertThat(MapFields.DEFAULTS.checked()).isEqualTo(usual);
        assertThat(checked("{}")).isEqualTo(usual);
        assertThat(checked("{\"themes\": null, \"epochs\": null}")).isEqualTo(usual);
        assertThat(checked("{\"themes\": {}}")).isEqualTo(usual);
        assertThat(checked("{\"themes\": {\"count\": null}}")).isEqualTo(usual);
    }

    @Test
    void everythingCanBeAskedFor() throws JsonProcessingException {
        String fields = """
                {"method": "pca", "components": 3, "metric": "euclidean", "neighbors": 200, "minDist": 1, "epochs": 1,
                 "seed": -9223372036854775808, "themes": {"count": 12}}""";
        assertThat(checked(fields))
                .isEqualTo(new MapSpec(
                        new Recipe(Method.PCA, 3, Distance.EUCLIDEAN, 200, 1, OptionalInt.of(1), Long.MIN_VALUE),
                        new ThemeChoice.Count(12)));
        assertThat(checked("{\"themes\": false, \"minDist\": 0}").themes()).isEqualTo(new ThemeChoice.None());
        assertThat(checked("{\"themes\": {\"count\": \"auto\"}}").themes()).isEqualTo(new ThemeChoice.Auto());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"method": "tsne"}            | method     | method is "tsne"; it is one of umap, pca
            {"method": "UMAP"}            | method     | method is "UMAP"; it is one of umap, pca
            {"components": 1}             | components | components is 1; it is a number from 2 to 3
            {"components": 4}             | components | components is 4; it is a number from 2 to 3
            {"metric": "dot"}             | metric     | metric is "dot"; it is one of cosine, euclidean
            {"neighbors": 1}              | neighbors  | neighbors is 1; it is a number from 2 to 200
            {"neighbors": 201}            | neighbors  | neighbors is 201; it is a number from 2 to 200
            {"minDist": -0.01}            | minDist    | minDist is -0.01; it is a number from 0.0 to 1.0
            {"minDist": 1.5}              | minDist    | minDist is 1.5; it is a number from 0.0 to 1.0
            {"epochs": 0}                 | epochs     | epochs is 0; it is a number from 1 to 10000
            {"epochs": 10001}             | epochs     | epochs is 10001; it is a number from 1 to 10000
            {"themes": true}              | themes     | themes is true; it is {"count": "auto"}, {"count": 8} or false
            {"themes": 8}                 | themes     | themes is 8; it is {"count": "auto"}, {"count": 8} or false
            {"themes": "auto"}            | themes     | themes is "auto"; it is {"count": "auto"}, {"count": 8} or false
            {"themes": []}                | themes     | themes is []; it is {"count": "auto"}, {"count": 8} or false
            {"themes": {"count": 0}}      | themes     | themes.count is 0; it is a number from 1 to 1000
            {"themes": {"count": 1001}}   | themes     | themes.count is 1001; it is a number from 1 to 1000
            {"themes": {"count": "many"}} | themes     | themes.count is "many"; it is "auto" or a number from 1 to 1000
            {"themes": {"count": 2.5}}    | themes     | themes.count is 2.5; it is "auto" or a number from 1 to 1000
            {"themes": {"count": 1e12}}   | themes     | themes.count is 1.0E12; it is "auto" or a number
            {"themes": {"count": true}}   | themes     | themes.count is true; it is "auto" or a number
            """)
    void aFieldAtFaultIsNamedWithItsValueAndWhatWouldBeRight(String fields, String field, String detail) {
        assertThatExceptionOfType(Fault.InvalidRequest.class)
                .isThrownBy(() -> checked(fields))
                .satisfies(fault -> assertThat(fault.field()).contains(field))
                .satisfies(fault -> assertThat(fault.detail()).startsWith(detail));
    }

    @Test
    void notANumberIsNoDistance() {
        MapFields fields = new MapFields(null, null, null, null, Double.NaN, null, null, null);
        assertThatExceptionOfType(Fault.InvalidRequest.class).isThrownBy(fields::checked);
    }

    private static MapSpec checked(String fields) throws JsonProcessingException {
        return JSON.readValue(fields, MapFields.class).checked();
    }
}
