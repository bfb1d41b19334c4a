package io.wigwag.storage.mongo;

import io.wigwag.storage.document.Change;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/// Updates in MongoDB's words. Each raises the version, and so begins with 1 where it inserts.
final class Changes {
    private Changes() {}

    static BsonDocument of(Tenant tenant, Update update) {
        var changes = new BsonDocument();
        add(changes, "$inc", BsonForm.VERSION, new BsonInt64(1));
        add(changes, "$setOnInsert", BsonForm.TENANT, new BsonString(tenant.name()));
        for (var change : update.changes()) {
            switch (change) {
                case Change.Set(var field, var value) -> add(changes, "$set", field, BsonForm.value(value));
                case Change.Unset(var field) -> add(changes, "$unset", field, new BsonString(""));
                case Change.Increment(var field, var by) -> add(changes, "$inc", field, new BsonInt64(by));
                case Change.Max(var field, var value) -> add(changes, "$max", field, BsonForm.value(value));
                case Change.Push(var field, var value, var keep) ->
                    add(
                            changes,
                            "$push",
                            field,
                            new BsonDocument("$each", new BsonArray(List.of(BsonForm.value(value))))
                                    .append("$slice", new BsonInt32(-keep)));
            }
        }
        return changes;
    }

    /// What a guard writes; meets no fence that holds a higher token, and then collides with it.
    static BsonDocument raising(long token) {
        return new BsonDocument("$set", new BsonDocument(BsonForm.TOKEN, new BsonInt64(token)));
    }

    static BsonDocument notAbove(Key fence, long token) {
        return new BsonDocument(BsonForm.ID, BsonForm.fence(fence))
                .append(BsonForm.TOKEN, new BsonDocument("$lte", new BsonInt64(token)));
    }

    private static void add(BsonDocument changes, String operator, String field, BsonValue value) {
        if (!changes.containsKey(operator)) {
            changes.append(operator, new BsonDocument());
        }
        changes.getDocument(operator).append(field, value);
    }
}
