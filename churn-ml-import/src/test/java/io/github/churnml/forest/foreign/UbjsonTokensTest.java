package io.github.churnml.forest.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.settings.Blame;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UbjsonTokensTest {

    @Test
    void everyType_isRead() {
        assertThat(shown("[ i$- U$200 I$1,44 l$0,1,0,0 L$0,0,0,0,0,0,1,0 ]"))
                .isEqualTo("[ 45.0 200.0 300.0 65536.0 256.0 ]");
        assertThat(shown("[ d$63,192,0,0 D$191,224,0,0,0,0,0,0 Hi$4 1e-2 Cx Si$2 ab ]"))
                .isEqualTo("[ 1.5 -0.5 0.01 'x' 'ab' ]");
        assertThat(shown("[ T F Z N N ]")).isEqualTo("[ 1.0 0.0 nothing ]");
        assertThat(shown("{ i$1 a i$7 N U$1 b { } }")).isEqualTo("{ a: 7.0 b: { } }");
        assertThat(shown("i$255")).as("signed").isEqualTo("-1.0");
    }

    @Test
    void containers_withCountAndType_needNoMarksInside() {
        assertThat(shown("[$$ d #i$2 $63,192,0,0 $191,0,0,0")).isEqualTo("[ 1.5 -0.5 ]");
        assertThat(shown("[#i$2 T i$5")).isEqualTo("[ 1.0 5.0 ]");
        assertThat(shown("{$$ U #i$1 i$1 k $9")).isEqualTo("{ k: 9.0 }");
        assertThat(shown("{#U$2 i$1 a T i$1 b [#i$0")).isEqualTo("{ a: 1.0 b: [ ] }");
        assertThat(shown("[$$ S #i$1 i$2 ab")).isEqualTo("[ 'ab' ]");
    }

    @Test
    void claims_beyondTheFile_areRefused() {
        refused("[$$ d #L$0,0,0,0,59,154,202,0", "It claims 1000000000 values where 0 bytes are left (byte 13).");
        refused("[#l$127,255,255,255", "It claims 2147483647 values where 0 bytes are left");
        refused("[#i$255", "It claims -1 values where 0 bytes are left");
        refused("Sl$127,255,255,255", "It claims a text of 2147483647 bytes where 0 are left");
        refused("Si$255", "It claims a text of -1 bytes");
        refused("[$$ T #l$127,255,255,255", "It has a list of values without bytes (byte 3).");
        refused("[$$ [ #i$1", "It has a list of values without bytes");
        refused("[$$ d i$1", "It has a list with a type but no count (byte 3).");
    }

    @Test
    void bytes_thatAreNoUbjson_areRefused() {
        refused("", "It ends too early, after 0 bytes.");
        refused("[ i$1", "It ends too early");
        refused("{ i$1 a", "It ends too early");
        refused("x", "It holds a value of the unknown type (x) (byte 1).");
        refused("[ i$1 ] ]", "It goes on for 1 bytes after its end.");
        refused("Hi$2 ab", "It holds a number that is none");
        refused("[ ".repeat(100), "It is nested more than 64 deep");
        refused("{ d$0,0,0,0", "It holds a value of the unknown type (d)");
    }

    /** Bytes spelt out: blanks separate words, a dollar begins numbers with commas between, {@code $$} is a dollar. */
    private static byte[] bytes(String spelt) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String word : spelt.split(" ")) {
            boolean dollar = word.contains("$$");
            String plain = dollar ? word.replace("$$", "") : word;
            int numbers = plain.indexOf('$');
            String letters = numbers < 0 ? plain : plain.substring(0, numbers);
            letters.chars().forEach(bytes::write);
            if (dollar) {
                bytes.write('$');
            }
            if (numbers >= 0 && numbers + 1 < plain.length()) {
                String rest = plain.substring(numbers + 1);
                if (rest.equals("-")) {
                    bytes.write('-');
                } else {
                    Arrays.stream(rest.split(",")).mapToInt(Integer::parseInt).forEach(bytes::write);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static String shown(String spelt) {
        Tokens tokens = new UbjsonTokens(bytes(spelt), Blame.modelFile(null));
        StringBuilder shown = new StringBuilder();
        for (Tokens.Kind kind = tokens.next(); kind != Tokens.Kind.END; kind = tokens.next()) {
            shown.append(shown.isEmpty() ? "" : " ")
                    .append(
                            switch (kind) {
                                case OBJECT -> "{";
                                case OBJECT_END -> "}";
                                case LIST -> "[";
                                case LIST_END -> "]";
                                case NAME -> tokens.text() + ":";
                                case TEXT -> "'" + tokens.text() + "'";
                                case NOTHING -> "nothing";
                                default -> String.valueOf(tokens.number());
                            });
        }
        return shown.toString();
    }

    private static void refused(String spelt, String because) {
        assertThatThrownBy(() -> shown(spelt))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(because);
    }
}
