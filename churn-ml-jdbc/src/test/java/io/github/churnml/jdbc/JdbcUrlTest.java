package io.github.churnml.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/crm, jdbc:postgresql://db:5432/crm",
        "jdbc:postgresql://db/crm?user=u&password=canary, jdbc:postgresql://db/crm",
        "jdbc:postgresql://u:canary@db/crm, jdbc:postgresql://***@db/crm",
        "jdbc:postgresql://u:can?canary@db/crm, jdbc:postgresql://***",
        "jdbc:postgresql://db/crm?password=canary@canary, jdbc:postgresql://***",
        "jdbc:oracle:thin:scott/canary@db:1521:x, jdbc:oracle:thin:***@db:1521:x",
        "jdbc:h2:mem:x;PASSWORD=canary, jdbc:h2:mem:x",
        "jdbc:sqlserver://db:1433;password={can;ary};user=u, jdbc:sqlserver://db:1433",
    })
    void url_shown_hasNoSecret(String url, String shown) {
        assertThat(new JdbcUrl(url).shown()).isEqualTo(shown);
        assertThat(new JdbcUrl(url)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/crm?password=canary1",
                "jdbc:postgresql://db/crm?sslpassword=canary1&x=1",
                "jdbc:h2:mem:x;PASSWORD=canary1"
            })
    void text_scrubbed_hasNoSecret(String url) {
        JdbcUrl parsed = new JdbcUrl(url);
        assertThat(parsed.scrub("cannot open " + url + " with canary1"))
                .doesNotContain("canary1")
                .contains("***");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db/crm, com.mysql:mysql-connector-j",
        "jdbc:oracle:thin:@db, ojdbc11",
        "jdbc:strange:x, the driver of strange",
    })
    void driver_thatIsAbsent_isNamed(String url, String artifact) {
        assertThatThrownBy(() -> Database.of(url, null, "canary"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("No JDBC driver for jdbc:")
                .hasMessageContaining(artifact)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "postgresql://u:canary@db/crm", "jdbc:", "jdbc:x"})
    void url_thatIsNone_isRefused(String url) {
        assertThatThrownBy(() -> Database.of(url, null, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is not a JDBC URL")
                .hasMessageNotContaining("canary");
    }
}
