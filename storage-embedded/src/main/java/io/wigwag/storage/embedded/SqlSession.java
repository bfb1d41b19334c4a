package io.wigwag.storage.embedded;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A connection and the statements prepared on it. Belongs to one thread at a time.
final class SqlSession implements AutoCloseable {
    private static final int KEPT_STATEMENTS = 256;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(64, 0.75f, true);

    SqlSession(Connection connection) {
        this.connection = connection;
    }

    /// What to make of one row.
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> query(Sql sql, Row<T> reading) throws SQLException {
        var found = new ArrayList<T>();
        try (var rows = bound(sql).executeQuery()) {
            while (rows.next()) {
                found.add(reading.read(rows));
            }
        } catch (SQLException failed) {
            throw forget(sql, failed);
        }
        return found;
    }

    int update(Sql sql) throws SQLException {
        try {
            return bound(sql).executeUpdate();
        } catch (SQLException failed) {
            throw forget(sql, failed);
        }
    }

    /// A statement that has failed cannot always be used again.
    private SQLException forget(Sql sql, SQLException failure) {
        var spoilt = prepared.remove(sql.text());
        if (spoilt != null) {
            try {
                spoilt.close();
            } catch (SQLException closing) {
                failure.addSuppressed(closing);
            }
        }
        return failure;
    }

    /// Something without parameters that is said once: a pragma, a table.
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PreparedStatement bound(Sql sql) throws SQLException {
        var statement = statement(sql.text());
        var place = 1;
        for (var parameter : sql.parameters()) {
            switch (parameter) {
                case Value.Text(var text) -> statement.setString(place, text);
                case Value.Whole(var whole) -> statement.setLong(place, whole);
                case Value.Flag(var flag) -> statement.setLong(place, flag ? 1 : 0);
                case Value.Moment(var moment) -> statement.setLong(place, moment.toEpochMilli());
                case Value.Real(var real) -> statement.setDouble(place, real);
                case Value.Bytes(var bytes) -> statement.setBytes(place, bytes.toArray());
                case Value.Many many -> throw new IllegalArgumentException("a list in a column: " + sql.text());
                case Value.Nested nested -> throw new IllegalArgumentException("a document in a column: " + sql.text());
            }
            place++;
        }
        return statement;
    }

    private PreparedStatement statement(String sql) throws SQLException {
        var known = prepared.get(sql);
        if (known != null) {
            known.clearParameters();
            return known;
        }
        if (prepared.size() >= KEPT_STATEMENTS) {
            var eldest = prepared.entrySet().iterator();
            eldest.next().getValue().close();
            eldest.remove();
        }
        var statement = connection.prepareStatement(sql);
        prepared.put(sql, statement);
        return statement;
    }

    static Octets bytes(ResultSet row, int column) throws SQLException {
        return Octets.wrap(row.getBytes(column));
    }

    @Override
    public void close() throws SQLException {
        for (var statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
        connection.close();
    }
}
