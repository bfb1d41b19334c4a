package io.wigwag.storage.mongo;

import io.wigwag.storage.document.Bound;
import io.wigwag.storage.document.Condition;
import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/// A query in MongoDB's words: what to admit, and in which order. Together with the index named as a hint, nothing is
/// left for the database to choose.
final class Filters {
    private static final BsonDocument EXISTS = new BsonDocument("$exists", BsonBoolean.TRUE);

    private Filters() {}

    static BsonDocument byId(BsonValue id) {
        return new BsonDocument(BsonForm.ID, id);
    }

    static BsonDocument admitting(Tenant tenant, Query query) {
        var terms = new ArrayList<BsonDocument>();
        scope(tenant, query.index(), terms);
        var fields = query.index().fields();
        for (var i = 0; i < query.equal().size(); i++) {
            terms.add(equality(tenant, fields.get(i), query.equal().get(i)));
        }
        var open = query.openFields();
        for (var bound : query.range()) {
            terms.add(bounded(tenant, open.getFirst(), bound));
        }
        // Equality and range say it already, and would only compete with it for the index's bounds.
        open.stream()
                .skip(query.range().isEmpty() ? 0 : 1)
                .filter(field -> !field.equals(Field.ID))
                .forEach(field -> terms.add(new BsonDocument(field.name(), EXISTS)));
        if (!query.after().isStart()) {
            terms.add(after(query));
        }
        return all(terms);
    }

    /// The same and the conditions of an update.
    static BsonDocument admitting(Tenant tenant, Query query, List<Condition> conditions) {
        var terms = new ArrayList<>(List.of(admitting(tenant, query)));
        conditions.forEach(condition -> terms.add(term(condition)));
        return all(terms);
    }

    static BsonDocument byId(BsonValue id, List<Condition> conditions) {
        return all(Stream.concat(Stream.of(byId(id)), conditions.stream().map(Filters::term))
                .toList());
    }

    static BsonDocument order(Query query) {
        var direction = new BsonInt32(query.descending() ? -1 : 1);
        var order = new BsonDocument();
        sortFields(query).forEach(name -> order.append(name, direction));
        return order;
    }

    /// The open fields, then the id; on a unique index no two documents are left to be told apart by id.
    private static List<String> sortFields(Query query) {
        var names = new ArrayList<>(query.openFields().stream()
                .filter(field -> !field.equals(Field.ID))
                .map(Field::name)
                .toList());
        if (query.index().type() != Index.Type.UNIQUE || query.index().equals(Index.BY_ID)) {
            names.add(BsonForm.ID);
        }
        return names;
    }

    /// Which documents an index is about at all. Fences have an `_id` of another type and no tenant.
    private static void scope(Tenant tenant, Index index, List<BsonDocument> terms) {
        if (index.equals(Index.BY_ID)) {
            terms.add(compare(BsonForm.ID, "$gte", BsonForm.id(tenant, "")));
            terms.add(compare(BsonForm.ID, "$lt", BsonForm.end(tenant)));
        } else if (index.equals(Index.EVERYTHING)) {
            terms.add(compare(BsonForm.ID, "$gte", new BsonString("")));
        } else if (!index.acrossTenants()) {
            terms.add(new BsonDocument(BsonForm.TENANT, new BsonString(tenant.name())));
        }
    }

    private static BsonDocument equality(Tenant tenant, Field<?> field, Value value) {
        if (field.equals(Field.ID) && value instanceof Value.Text(var id)) {
            return byId(BsonForm.id(tenant, id));
        }
        return switch (value) {
            case Value.Many(var words) ->
                compare(
                        field.name(),
                        "$all",
                        new BsonArray(words.stream().map(BsonForm::value).toList()));
            default -> new BsonDocument(field.name(), BsonForm.value(value));
        };
    }

    private static BsonDocument bounded(Tenant tenant, Field<?> field, Bound bound) {
        var operator = switch (bound.side()) {
            case AT_LEAST -> "$gte";
            case ABOVE -> "$gt";
            case AT_MOST -> "$lte";
            case BELOW -> "$lt";
        };
        return field.equals(Field.ID) && bound.value() instanceof Value.Text(var id)
                ? compare(BsonForm.ID, operator, BsonForm.id(tenant, id))
                : compare(field.name(), operator, BsonForm.value(bound.value()));
    }

    /// After (a, b): a greater, or a equal and b greater.
    private static BsonDocument after(Query query) {
        var beyond = query.descending() ? "$lt" : "$gt";
        var names = sortFields(query);
        var places = places(query.after());
        var ways = new BsonArray();
        for (var i = 0; i < names.size(); i++) {
            var way = new ArrayList<BsonDocument>();
            for (var j = 0; j < i; j++) {
                way.add(new BsonDocument(names.get(j), placeOf(names.get(j), j, places)));
            }
            way.add(compare(names.get(i), beyond, placeOf(names.get(i), i, places)));
            ways.add(all(way));
        }
        // With no field left open on a unique index there is one document, which the cursor has passed.
        return names.isEmpty() ? compare(BsonForm.ID, "$lt", new BsonString("")) : oneOf(names, places, ways, beyond);
    }

    /// With the outer bound said on its own, the database begins its walk there.
    private static BsonDocument oneOf(List<String> names, List<BsonValue> places, BsonArray ways, String beyond) {
        if (names.size() == 1) {
            return ways.getFirst().asDocument();
        }
        var outer = compare(names.getFirst(), beyond + "e", placeOf(names.getFirst(), 0, places));
        return all(List.of(outer, new BsonDocument("$or", ways)));
    }

    private static List<BsonValue> places(Cursor cursor) {
        var places = new ArrayList<BsonValue>();
        cursor.key().forEach(value -> places.add(BsonForm.value(value)));
        places.add(BsonForm.id(new Tenant(cursor.tenant()), cursor.id()));
        return places;
    }

    /// An id stands last, whether the index has it as a field or not.
    private static BsonValue placeOf(String name, int at, List<BsonValue> places) {
        return name.equals(BsonForm.ID) ? places.getLast() : places.get(at);
    }

    private static BsonDocument term(Condition condition) {
        return switch (condition) {
            case Condition.VersionIs(var version) -> new BsonDocument(BsonForm.VERSION, new BsonInt64(version));
            case Condition.Equals(var field, var value) -> new BsonDocument(field, BsonForm.value(value));
            case Condition.Absent(var field) -> new BsonDocument(field, new BsonDocument("$exists", BsonBoolean.FALSE));
            case Condition.AtMost(var field, var value) -> compare(field, "$lte", BsonForm.value(value));
        };
    }

    private static BsonDocument compare(String name, String operator, BsonValue value) {
        return new BsonDocument(name, new BsonDocument(operator, value));
    }

    private static BsonDocument all(List<BsonDocument> terms) {
        return switch (terms.size()) {
            case 0 -> new BsonDocument();
            case 1 -> terms.getFirst();
            default -> new BsonDocument("$and", new BsonArray(terms));
        };
    }
}
