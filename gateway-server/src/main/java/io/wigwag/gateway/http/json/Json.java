package io.wigwag.gateway.http.json;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Bytes to JSON and back, strictly: one value, no member twice, no endless nesting.
public final class Json {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(Integer.MAX_VALUE) // The body's own limit holds.
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    public static JsonNode parse(Octets bytes) throws Problem {
        try {
            var tree = MAPPER.readTree(bytes.asStream());
            if (tree.isMissingNode()) {
                throw Problem.of(ProblemCode.MALFORMED_JSON, "The body is empty.");
            }
            return tree;
        } catch (JacksonException malformed) {
            var where = Optional.ofNullable(malformed.getLocation())
                    .map(at -> " at line " + at.getLineNr() + ", column " + at.getColumnNr());
            throw Problem.of(ProblemCode.MALFORMED_JSON, "Not JSON that is taken" + where.orElse("") + ".");
        }
    }

    /// A value that we have written ourselves, with this shape.
    public static <T> T value(Shape<T> shape, Octets written) {
        try {
            var findings = new Findings();
            var value = shape.read(parse(written), Place.BODY, findings);
            findings.raise();
            return value.orElseThrow();
        } catch (Problem notOurs) {
            throw new IllegalArgumentException("not what " + shape + " writes", notOurs);
        }
    }

    /// What a shape makes of a value.
    public static <T> Octets bytes(Shape<T> shape, T value) {
        return written(out -> shape.write(value, out));
    }

    public static Octets bytes(JsonNode tree) {
        return written(out -> out.writeTree(tree));
    }

    /// The same as a tree.
    public static <T> JsonNode tree(Shape<T> shape, T value) {
        return MAPPER.readTree(bytes(shape, value).asStream());
    }

    /// Writes one value.
    interface Writing {
        void to(JsonGenerator out);
    }

    static Octets written(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = MAPPER.createGenerator(bytes)) {
            writing.to(out);
        }
        return Octets.wrap(bytes.toByteArray());
    }
}
