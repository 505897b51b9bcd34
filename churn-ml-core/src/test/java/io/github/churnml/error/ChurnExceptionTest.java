package io.github.churnml.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChurnExceptionTest {

    private static final Where PLACE = Where.column("age").row(7).path(Path.of("a.csv"));

    @Test
    void message_problemAndWayOut_areTwoLines() {
        assertThat(new DataException("Wrong.", "Maybe right.", PLACE)).hasMessage("Wrong.\nMaybe right.");
        assertThat(new DataException("Wrong.", "", PLACE)).hasMessage("Wrong.");
    }

    @Test
    void coordinates_given_areAccessors() {
        DataException e = new DataException("Wrong.", "", PLACE);

        assertThat(e.column()).contains("age");
        assertThat(e.row()).hasValue(7);
        assertThat(e.path()).contains(Path.of("a.csv"));
    }

    @Test
    void coordinates_unknown_areEmpty() {
        for (Where where : List.of(Where.nowhere(), Where.in(null))) {
            TrainingException e = new TrainingException("Wrong.", "", where);
            assertThat(e.column()).isEmpty();
            assertThat(e.row()).isEmpty();
            assertThat(e.path()).isEmpty();
        }
        assertThat(new TrainingException("Wrong.", "", Where.in(Path.of("m"))).path())
                .contains(Path.of("m"));
    }

    @Test
    void cause_given_isKept() {
        IOException cause = new IOException("disk");

        assertThat(List.<ChurnException>of(
                        new ConfigurationException("p", "m", PLACE, cause),
                        new DataException("p", "m", PLACE, cause),
                        new ModelFileException("p", "m", PLACE, cause),
                        new OutputException("p", "m", PLACE, cause),
                        new RegistryException("p", "m", PLACE, cause),
                        new TrainingException("p", "m", PLACE, cause)))
                .allSatisfy(e -> assertThat(e).hasMessage("p\nm").hasCause(cause));
        assertThat(List.<ChurnException>of(
                        new ConfigurationException("p", "m", PLACE),
                        new ModelFileException("p", "m", PLACE),
                        new RegistryException("p", "m", PLACE),
                        new OutputException("p", "m", PLACE)))
                .allSatisfy(e -> assertThat(e).hasMessage("p\nm").hasNoCause());
    }
}
