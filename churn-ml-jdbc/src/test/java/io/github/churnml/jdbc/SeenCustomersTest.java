package io.github.churnml.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenCustomersTest {

    @Test
    void customers_manyAlike_areToldApart() {
        SeenCustomers seen = new SeenCustomers();
        for (int i = 0; i < 300_000; i++) {
            assertThat(seen.add("C-" + i)).as("C-" + i).isTrue();
        }
        for (int i = 0; i < 300_000; i += 997) {
            assertThat(seen.add("C-" + i)).isFalse();
        }
        assertThat(seen.add("")).isTrue();
        assertThat(seen.add("\0")).isTrue();
        assertThat(seen.add("\0\0")).isTrue();
    }
}
