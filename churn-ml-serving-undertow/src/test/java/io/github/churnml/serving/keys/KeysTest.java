package io.github.churnml.serving.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    private static final String ONE = "0123456789abcdef";
    private static final String TWO = "sk-LIVE_4711.~+/==";

    @TempDir
    Path folder;

    @Test
    void file_withNamesCommentsAndBareKeys_isRead() throws Exception {
        Path file = Files.writeString(
                folder.resolve("keys"), "\uFEFF# who may ask\r\n\r\ncrm : " + ONE + "  \n" + TWO + "\n");
        ApiKeys keys = ApiKeys.read(file);
        assertThat(keys.size()).isEqualTo(2);
        assertThat(keys.find(ONE)).isZero();
        assertThat(keys.name(0)).isEqualTo("crm");
        assertThat(keys.find(TWO)).isEqualTo(1);
        assertThat(keys.name(1)).isEqualTo("key-2");
        assertThat(keys).hasToString("2 keys");
    }

    @Test
    void key_thatIsNoneOfThem_isNotFound() {
        ApiKeys keys = ApiKeys.parse("a: " + ONE + "\nb: " + TWO);
        assertThat(keys.find("")).isEqualTo(-1);
        assertThat(keys.find(ONE.toUpperCase(java.util.Locale.ROOT))).isEqualTo(-1);
        assertThat(keys.find(ONE + "0")).isEqualTo(-1);
        assertThat(keys.find(ONE + " ")).isEqualTo(-1);
        assertThat(keys.find("x".repeat(10_000))).isEqualTo(-1);
    }

    @Test
    void line_thatIsNoKey_isRefusedWithoutBeingRepeated() {
        assertRefused(
                "# keys\ncrm: tooshort",
                "The text of keys holds no usable key in line 2: it has 8 characters where 16 to 256 are allowed.\n"
                        + "Maybe write (name: key), with a key such as (openssl rand -hex 24) gives.");
        assertRefused(
                "crm: 0123456789 abcdef",
                "The text of keys holds no usable key in line 1: it has a character other than letters, digits and"
                        + " -._~+/=.\nMaybe write (name: key), with a key such as (openssl rand -hex 24) gives.");
        assertRefused(
                "crm: " + ONE + "\ncrm: " + TWO,
                "The text of keys holds no usable key in line 2: the name 'crm' is there before.\n"
                        + "Maybe write (name: key), with a key such as (openssl rand -hex 24) gives.");
        assertRefused(
                "a: " + ONE + "\nb: " + ONE,
                "The text of keys holds no usable key in line 2: the same key is there before.\n"
                        + "Maybe write (name: key), with a key such as (openssl rand -hex 24) gives.");
        assertRefused("# none\n\n", "The text of keys holds no key.\nMaybe write one per line: (name: key).");
    }

    @Test
    void keys_moreThanAThousand_areRefused() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= 1_000; i++) {
            text.append("key-of-a-client-").append(i).append('\n');
        }
        assertThatThrownBy(() -> ApiKeys.parse(text.toString()))
                .hasMessageStartingWith("The text of keys holds no usable key in line 1001: there are more than 1000.");
    }

    @Test
    void file_thatIsNone_isRefused() throws Exception {
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> ApiKeys.read(nowhere))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Key file (" + nowhere + ") cannot be read.\n"
                        + "Maybe the path is wrong, or the server's user may not read it.");
        Path large = Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> ApiKeys.read(large))
                .hasMessage("Key file (" + large + ") is larger than 1048576 bytes.\n"
                        + "Maybe another file was meant: one key per line is expected.");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> ApiKeys.read(empty))
                .hasMessage("Key file (" + empty + ") holds no key.\nMaybe write one per line: (name: key).");
    }

    @Test
    void variable_thatIsNotSet_isRefused() {
        assertThatThrownBy(() -> ApiKeys.fromEnvironment("CHURN_KEYS_OF_NOBODY"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Environment variable 'CHURN_KEYS_OF_NOBODY' is not set.\n"
                        + "Maybe export it, or read the keys from a file.");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> ApiKeys.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message)
                .hasMessageNotContaining("tooshort")
                .hasMessageNotContaining(ONE);
    }
}
