package io.wigwag.storage.engine;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A device's commits: how many, and what the last one left behind at each place that it touched (nothing, where it
/// removed).
///
/// @param putBack whether the store was put back to an old copy, and the device has not been renewed since
record Head(long commits, Map<String, Optional<Remembered>> last, boolean putBack) {
    static final Head NONE = new Head(0, Map.of(), false);

    private static final Field<Long> COMMITS = Field.whole("commits");
    private static final Field<Boolean> PUT_BACK = Field.flag("putBack");
    private static final Field<List<Document>> LAST = Field.documents("last");
    private static final Field<String> PLACE = Field.text("place");
    private static final Field<Document> RECORD = Field.nested("record");

    Document content() {
        var entries = last.entrySet().stream()
                .map(entry -> Document.builder()
                        .put(PLACE, entry.getKey())
                        .put(RECORD, entry.getValue().map(Remembered.CODEC::encode))
                        .build())
                .toList();
        return Document.builder()
                .put(COMMITS, commits)
                .put(LAST, entries)
                .put(PUT_BACK, Optional.of(putBack).filter(Boolean::booleanValue))
                .build();
    }

    static Head of(Document content) {
        var last = new LinkedHashMap<String, Optional<Remembered>>();
        for (var entry : content.require(LAST)) {
            var place = entry.require(PLACE);
            last.put(place, entry.get(RECORD).map(record -> Remembered.CODEC.decode(place, record)));
        }
        return new Head(content.require(COMMITS), last, content.get(PUT_BACK).orElse(false));
    }
}
