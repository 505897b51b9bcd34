package io.github.churnml.jdbc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAddressTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h/db, jdbc:postgresql://h/db, default",
        "jdbc:postgresql://h/db?churn_registry=us, jdbc:postgresql://h/db, us",
        "jdbc:postgresql://h/db?churn_registry=us&ssl=true, jdbc:postgresql://h/db?ssl=true, us",
        "jdbc:postgresql://h/db?ssl=true&churn_registry=us, jdbc:postgresql://h/db?ssl=true, us",
        "jdbc:postgresql://h/db?ssl=true&churn_registry=geo-us_1.2&a=b, jdbc:postgresql://h/db?ssl=true&a=b, geo-us_1.2",
        "jdbc:postgresql://h/db?password=a#b&churn_registry=us, jdbc:postgresql://h/db?password=a#b, us",
        "jdbc:h2:./crm;churn_registry=us, jdbc:h2:./crm, us",
        "jdbc:h2:./crm;CHURN_REGISTRY=us;DB_CLOSE_DELAY=-1, jdbc:h2:./crm;DB_CLOSE_DELAY=-1, us",
    })
    void address_divided_givesTheDriversUrlAndTheName(String address, String url, String name) {
        assertThat(RegistryAddress.of(address)).isEqualTo(new RegistryAddress(url, name));
        assertThat(RegistryAddress.of(address)).hasToString("RegistryAddress[" + name + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-us", "a b", "é", "us'--"})
    void name_thatIsNone_isRefused(String name) {
        assertThatThrownBy(() -> RegistryAddress.of("jdbc:postgresql://h/db?password=canary&churn_registry=" + name))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("(" + name + ")")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?churn_registry=us&churn_registry=de", ";churn_registry=us;churn_registry=us"})
    void name_givenTwice_isRefused(String parameters) {
        assertThatThrownBy(() -> RegistryAddress.of("jdbc:x:y" + parameters))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("twice");
    }
}
