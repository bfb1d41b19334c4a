package io.wigwag.interop.conform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// A file of cases.
public record VectorFile(String name, List<VectorCase> cases) {
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    public VectorFile {
        cases = List.copyOf(cases);
    }

    public static VectorFile read(Path file) throws IOException {
        var name = String.valueOf(file.getFileName());
        try {
            var cases = new ArrayList<VectorCase>();
            for (var json : JSON.readTree(file.toFile()).required("cases")) {
                cases.add(new VectorCase(cases.size(), json));
            }
            return new VectorFile(name, cases);
        } catch (JacksonException unreadable) {
            throw new IOException(name + " is not a vector file: " + unreadable.getOriginalMessage(), unreadable);
        }
    }
}
