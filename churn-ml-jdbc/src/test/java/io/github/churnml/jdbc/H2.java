package io.github.churnml.jdbc;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Databases of H2 in memory, a new one each time. */
final class H2 {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private H2() {}

    static String url() {
        return "jdbc:h2:mem:test" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    }

    static DataSource source() {
        return source(url());
    }

    static DataSource source(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return source;
    }
}
