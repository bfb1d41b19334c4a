package io.wigwag.storage.mongo;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Value;
import java.time.Instant;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/// Our documents as MongoDB keeps them, and back; the form is drawn in the package's description.
final class BsonForm {
    static final String ID = "_id";
    static final String TENANT = "_tenant";
    static final String VERSION = "_version";
    static final String TOKEN = "_token";

    private static final char SEPARATOR = ' ';

    private BsonForm() {}

    static BsonString id(Key key) {
        return id(key.tenant(), key.id());
    }

    static BsonString id(Tenant tenant, String id) {
        return new BsonString(tenant.name() + SEPARATOR + id);
    }

    /// After every id of the tenant.
    static BsonString end(Tenant tenant) {
        return new BsonString(tenant.name() + (char) (SEPARATOR + 1));
    }

    /// An `_id` of another type than documents have, so that no query of ours meets it.
    static BsonDocument fence(Key scope) {
        return new BsonDocument("fence", new BsonString(scope.id()))
                .append("tenant", new BsonString(scope.tenant().name()));
    }

    static BsonDocument document(Key key, long version, Document document) {
        var bson = new BsonDocument(ID, id(key))
                .append(TENANT, new BsonString(key.tenant().name()))
                .append(VERSION, new BsonInt64(version));
        bson.putAll(fields(document));
        return bson;
    }

    static StoredDocument stored(BsonDocument bson) {
        var end = bson.get(ID) instanceof BsonString id ? id.getValue().indexOf(SEPARATOR) : -1;
        if (end < 0) {
            throw new DamagedDocument("a document with an id that is none of ours");
        }
        var tenant = new Tenant(bson.getString(ID).getValue().substring(0, end));
        var id = bson.getString(ID).getValue().substring(end + 1);
        if (!(bson.get(VERSION) instanceof BsonInt64 version)) {
            return StoredDocument.damaged(tenant, id, 0, readable(bson), "it has no version");
        }
        if (!new BsonString(tenant.name()).equals(bson.get(TENANT))) {
            return StoredDocument.damaged(tenant, id, version.getValue(), readable(bson), "it names another tenant");
        }
        try {
            return new StoredDocument(tenant, id, version.getValue(), fields(bson));
        } catch (DamagedDocument | IllegalArgumentException foreign) {
            var why = String.valueOf(foreign.getMessage());
            return StoredDocument.damaged(tenant, id, version.getValue(), readable(bson), why);
        }
    }

    /// The fields that are of our kinds.
    private static Document readable(BsonDocument bson) {
        var document = Document.builder();
        bson.forEach((name, value) -> {
            try {
                document.put(name, value(name, value));
            } catch (DamagedDocument | IllegalArgumentException foreign) {
                document.remove(name);
            }
        });
        return document.build();
    }

    static BsonValue value(Value value) {
        return switch (value) {
            case Value.Text(var text) -> new BsonString(text);
            case Value.Whole(var whole) -> new BsonInt64(whole);
            case Value.Real(var real) -> new BsonDouble(real);
            case Value.Flag(var flag) -> BsonBoolean.valueOf(flag);
            case Value.Moment(var moment) -> new BsonDateTime(moment.toEpochMilli());
            case Value.Bytes(var bytes) -> new BsonBinary(bytes.toArray());
            case Value.Many(var values) ->
                new BsonArray(values.stream().map(BsonForm::value).toList());
            case Value.Nested(var document) -> fields(document);
        };
    }

    private static BsonDocument fields(Document document) {
        var bson = new BsonDocument();
        document.forEach((name, value) -> bson.append(name, value(value)));
        return bson;
    }

    private static Document fields(BsonDocument bson) {
        var document = Document.builder();
        bson.forEach((name, value) -> {
            if (!name.startsWith("_")) {
                document.put(name, value(name, value));
            }
        });
        return document.build();
    }

    private static Value value(String name, BsonValue bson) {
        return switch (bson) {
            case BsonString text -> new Value.Text(text.getValue());
            case BsonInt64 whole -> new Value.Whole(whole.getValue());
            case BsonDouble real -> new Value.Real(real.getValue());
            case BsonBoolean flag -> new Value.Flag(flag.getValue());
            case BsonDateTime moment -> new Value.Moment(Instant.ofEpochMilli(moment.getValue()));
            case BsonBinary bytes -> new Value.Bytes(Octets.wrap(bytes.getData()));
            case BsonArray values ->
                new Value.Many(
                        values.stream().map(element -> value(name, element)).toList());
            case BsonDocument nested -> new Value.Nested(fields(nested));
            default -> throw new DamagedDocument("field " + name + ": a " + bson.getBsonType() + " is none of ours");
        };
    }
}
