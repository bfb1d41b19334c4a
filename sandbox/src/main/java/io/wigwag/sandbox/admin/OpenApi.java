package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.shape.JsonSchema;
import io.wigwag.sandbox.shape.Shape;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The interface as machines read it, made from the contract.
final class OpenApi {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final String PROBLEM = "Problem";

    private OpenApi() {}

    static ObjectNode of(Contract contract) {
        var document = Json.object().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Wigwag sandbox").put("version", "1");
        var paths = document.putObject("paths");
        for (var terms : contract.routes()) {
            var operations =
                    paths.has(terms.path()) ? (ObjectNode) paths.get(terms.path()) : paths.putObject(terms.path());
            operation(operations.putObject(terms.method().toLowerCase(Locale.ROOT)), terms);
        }
        var schemas = document.putObject("components").putObject("schemas");
        contract.shapes().all().forEach((name, shape) -> schemas.set(name, JsonSchema.of(shape)));
        schemas.set(PROBLEM, problem());
        return document;
    }

    private static void operation(ObjectNode operation, Contract.Terms terms) {
        var parameters = Json.array();
        PARAMETER.matcher(terms.path()).results().forEach(found -> parameter(parameters, found.group(1), "path", true));
        terms.parameters().forEach(name -> parameter(parameters, name, "query", false));
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        terms.body().ifPresent(body -> content(operation.putObject("requestBody"), body));
        var responses = operation.putObject("responses");
        var answer = responses.putObject(Integer.toString(terms.status())).put("description", "done");
        terms.answer().ifPresent(shape -> content(answer, shape));
        responses
                .putObject("default")
                .put("description", "a problem")
                .putObject("content")
                .putObject("application/problem+json")
                .set("schema", JsonSchema.of(new Shape.Named(PROBLEM)));
    }

    private static void parameter(ArrayNode parameters, String name, String in, boolean required) {
        var parameter = parameters.addObject();
        parameter.put("name", name).put("in", in).put("required", required);
        parameter.putObject("schema").put("type", "string");
    }

    private static void content(ObjectNode where, Shape shape) {
        where.putObject("content")
                .putObject(shape == Shape.Plain.BYTES ? "application/octet-stream" : "application/json")
                .set("schema", JsonSchema.of(shape));
    }

    /// RFC 9457; `state` stands in some.
    private static ObjectNode problem() {
        var schema = Json.object().put("type", "object");
        var properties = schema.putObject("properties");
        for (var name : new String[] {"type", "title", "detail", "code"}) {
            properties.putObject(name).put("type", "string");
        }
        properties.putObject("status").put("type", "integer");
        return schema;
    }
}
