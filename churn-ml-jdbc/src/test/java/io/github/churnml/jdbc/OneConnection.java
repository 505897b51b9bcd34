package io.github.churnml.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A pool of one connection, as applications have: what is done to it is there for the next. */
final class OneConnection implements AutoCloseable {

    private final Connection connection;

    OneConnection(DataSource source) throws SQLException {
        this.connection = source.getConnection();
    }

    Connection connection() {
        return connection;
    }

    DataSource source() {
        Connection kept = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> kept);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
