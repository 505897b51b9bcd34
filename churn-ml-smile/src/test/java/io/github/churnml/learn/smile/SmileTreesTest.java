package io.github.churnml.learn.smile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import org.junit.jupiter.api.Test;

class SmileTreesTest {

    @Test
    void readable_fieldOfAnotherSmile_isRefusedClearly() {
        assertThatThrownBy(() -> SmileTrees.readable(String.class, "threshold"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Smile's trees cannot be read: field 'java.lang.String.threshold' is not there or is closed."
                                + "\nMaybe another Smile than 2.6.0 is in use, or it runs as a named module: put 2.6.0 on the"
                                + " class path.");
    }

    @Test
    void readable_fieldOfAClosedModule_isRefusedClearly() {
        assertThatThrownBy(() -> SmileTrees.readable(String.class, "hash"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "Smile's trees cannot be read: field 'java.lang.String.hash' is not there or is");
    }
}
