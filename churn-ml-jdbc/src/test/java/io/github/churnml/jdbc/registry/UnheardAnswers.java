package io.github.churnml.jdbc.registry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database that does one change and loses the connection before it answers. */
final class UnheardAnswers {

    private final DataSource source;
    private boolean isArmed = true;
    private int count;

    UnheardAnswers(DataSource source) {
        this.source = source;
    }

    /** How many answers were lost. */
    int count() {
        return count;
    }

    /** The next change is to be unheard, too. */
    void again() {
        isArmed = true;
    }

    DataSource source() {
        return proxy(DataSource.class, (method, args) -> connection(source.getConnection()));
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (method, args) -> {
            Object made = invoke(connection, method, args);
            return made instanceof PreparedStatement statement ? statement(connection, statement) : made;
        });
    }

    private PreparedStatement statement(Connection connection, PreparedStatement statement) {
        return proxy(PreparedStatement.class, (method, args) -> {
            Object answer = invoke(statement, method, args);
            if (method.getName().equals("executeUpdate") && isArmed) {
                isArmed = false;
                count++;
                connection.close();
                throw new SQLException("the connection is gone", "08006");
            }
            return answer;
        });
    }

    private interface Call {

        Object with(Method method, Object[] args) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                UnheardAnswers.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> call.with(method, args)));
    }

    private static Object invoke(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
