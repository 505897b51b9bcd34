package io.github.churnml.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BlameTest {

    private static final Path PATH = Path.of("some.file");

    @Test
    void configuration_withAPath_makesAConfigurationExceptionThere() {
        ChurnException exception = Blame.configuration(PATH).of("Wrong.", "Maybe right.");

        assertThat(exception).isInstanceOf(ConfigurationException.class).hasMessage("Wrong.\nMaybe right.");
        assertThat(exception.path()).contains(PATH);
    }

    @Test
    void modelFile_withAPath_makesAModelFileExceptionThere() {
        ChurnException exception = Blame.modelFile(PATH).of("Wrong.", "");

        assertThat(exception).isInstanceOf(ModelFileException.class).hasMessage("Wrong.");
        assertThat(exception.path()).contains(PATH);
    }

    @Test
    void either_withoutAPath_makesAnExceptionWithoutOne() {
        assertThat(Blame.configuration(null).of("Wrong.", "").path()).isEmpty();
        assertThat(Blame.modelFile(null).of("Wrong.", "").path()).isEmpty();
    }
}
