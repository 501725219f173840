package dev.sextant.collection.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class BrokenTest {
    @Test
    void whatIsDamagedIsNotTakenForADatabaseThatDoesNotAnswer() {
        SQLException damaged = catchThrowableOfType(SQLException.class, () -> Fields.read("{\"year\": "));
        assertThat(Broken.fault(damaged)).hasMessage("PostgreSQL: what it has is damaged; bring a backup back");
    }

    @Test
    void whatThePoolSaysHasNoState() {
        assertThat(Broken.fault(new SQLException("Sorry, acquisition timeout!")))
                .hasMessageContaining("no connection was to be had in time");
    }
}
