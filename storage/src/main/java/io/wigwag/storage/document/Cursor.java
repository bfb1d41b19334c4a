package io.wigwag.storage.document;

import io.wigwag.core.octets.Octets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A place in the order of an index: just after one document, which need not be there any more. `key` holds the
/// document's values of those index fields that the query leaves open.
public record Cursor(List<Value> key, String tenant, String id) {
    /// Before the first document.
    public static final Cursor START = new Cursor(List.of(), "", "");

    public Cursor {
        key = List.copyOf(key);
    }

    /// The place of a document that the query found.
    public static Cursor at(StoredDocument document, Query query) {
        var key = query.openFields().stream().map(document::indexed).toList();
        return new Cursor(key, document.tenant().name(), document.id());
    }

    public boolean isStart() {
        return id.isEmpty();
    }

    /// For a client that comes back with it. Tells the values of plain index fields, nothing sealed.
    public String toText() {
        var parts = new ArrayList<>(key);
        parts.add(new Value.Text(tenant));
        parts.add(new Value.Text(id));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(DocumentBytes.write(new Value.Many(parts)).toArray());
    }

    static Cursor parse(String text) throws MalformedCursor {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (DocumentBytes.read(Octets.wrap(bytes)) instanceof Value.Many(var parts)
                    && parts.size() >= 2
                    && parts.getLast() instanceof Value.Text(var id)
                    && parts.get(parts.size() - 2) instanceof Value.Text(var tenant)
                    && !id.isEmpty()) {
                return new Cursor(parts.subList(0, parts.size() - 2), tenant, id);
            }
        } catch (IllegalArgumentException | MalformedDocument notOurs) {
            throw new MalformedCursor();
        }
        throw new MalformedCursor();
    }
}
