package io.wigwag.gateway.http.openapi;

import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.filter.ProblemJson;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.SchemaBook;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.gateway.http.route.Access;
import io.wigwag.gateway.http.route.Endpoint;
import io.wigwag.gateway.http.route.From;
import io.wigwag.gateway.http.route.Operation;
import io.wigwag.gateway.http.route.Output;
import io.wigwag.gateway.http.route.Parameter;
import io.wigwag.gateway.http.route.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes the OpenAPI 3.1 document of routes. One use, one owner.
public final class OpenApi {
    private static final String JSON = "application/json";

    private final Shapes shapes;
    private final SchemaBook book = new SchemaBook();

    private OpenApi(Shapes shapes) {
        this.shapes = shapes;
    }

    /// What stands at the head of the document.
    public record Title(String name, String version, String description) {}

    public static ObjectNode document(Title title, Collection<? extends Route<?, ?>> routes, Shapes shapes) {
        return new OpenApi(shapes).document(title, routes);
    }

    private ObjectNode document(Title title, Collection<? extends Route<?, ?>> routes) {
        var document = object().put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", title.name())
                .put("version", title.version())
                .put("description", title.description())
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        var tags = document.putArray("tags");
        new LinkedHashSet<>(routes.stream()
                        .map(route -> route.operation().about().tag())
                        .toList())
                .forEach(tag -> tags.addObject().put("name", tag));
        document.set("paths", paths(routes));
        var components = document.putObject("components");
        ProblemSchema.addTo(book);
        var schemas = components.putObject("schemas");
        new TreeMap<>(book.schemas()).forEach(schemas::set);
        var schemes = components.putObject("securitySchemes");
        schemes.putObject("bearer").put("type", "http").put("scheme", "bearer");
        schemes.putObject("key").put("type", "apiKey").put("in", "header").put("name", "X-Api-Key");
        return document;
    }

    private ObjectNode paths(Collection<? extends Route<?, ?>> routes) {
        var paths = object();
        for (var route : routes) {
            var operation = route.operation();
            var path = operation.path().toString();
            if (!paths.has(path)) {
                paths.putObject(path);
            }
            ((ObjectNode) paths.get(path)).set(operation.method().toLowerCase(java.util.Locale.ROOT), operation(route));
        }
        return paths;
    }

    private <I, O> ObjectNode operation(Route<I, O> route) {
        var operation = route.operation();
        var json = object().put("operationId", operationId(operation))
                .put("summary", operation.about().summary());
        if (!operation.about().description().isEmpty()) {
            json.put("description", operation.about().description());
        }
        json.putArray("tags").add(operation.about().tag());
        security(json, operation.access());
        var inputs = Parameter.of(route, shapes);
        var parameters = inputs.stream()
                .filter(input -> input.part() != From.Part.BODY)
                .map(this::parameter)
                .toList();
        if (!parameters.isEmpty()) {
            json.putArray("parameters").addAll(parameters);
        }
        inputs.stream()
                .filter(input -> input.part() == From.Part.BODY)
                .findFirst()
                .ifPresent(body -> json.set("requestBody", body(body)));
        json.set("responses", responses(route));
        return json;
    }

    private static void security(ObjectNode json, Access access) {
        var security = json.putArray("security");
        if (access instanceof Access.Needs(var permission)) {
            security.addObject().putArray("bearer");
            security.addObject().putArray("key");
            json.put("x-permission", permission);
        }
    }

    /// `GET /v1/devices/{id}/qr` becomes `getV1DevicesIdQr`.
    private static String operationId(Operation operation) {
        var id = new StringBuilder(operation.method().toLowerCase(java.util.Locale.ROOT));
        for (var word : operation.path().toString().split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                id.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return id.toString();
    }

    private JsonNode parameter(Parameter<?> input) {
        var place = switch (input.part()) {
            case PATH -> "path";
            case QUERY -> "query";
            case HEAD -> "header";
            case BODY -> throw new IllegalStateException("a body is no parameter");
        };
        var json = object().put("name", input.name()).put("in", place).put("required", input.isRequired());
        var schema = input.describe(book);
        if (schema.has("description")) {
            json.set("description", schema.remove("description"));
        }
        json.set("schema", schema);
        input.example().ifPresent(example -> json.set("example", example));
        return json;
    }

    private ObjectNode body(Parameter<?> input) {
        var json = object().put("required", input.isRequired());
        if (input.isRaw()) {
            json.putObject("content").putObject("*/*");
            return json;
        }
        var content = json.putObject("content").putObject(JSON);
        content.set("schema", input.describe(book));
        input.example().ifPresent(example -> content.set("example", example));
        return json;
    }

    private <O> ObjectNode responses(Route<?, O> route) {
        var responses = object();
        for (var status : route.out().statuses()) {
            var response = responses.putObject(String.valueOf(status)).put("description", "Done");
            success(response, route.out());
        }
        var byStatus = new TreeMap<Integer, List<ProblemCode>>();
        for (var code : ProblemCode.values()) {
            if (mayAnswer(route.operation(), code)) {
                byStatus.computeIfAbsent(code.status(), _ -> new ArrayList<>()).add(code);
            }
        }
        byStatus.forEach((status, codes) -> {
            var words = codes.stream()
                    .map(code -> "`" + code.word() + "`: " + code.title())
                    .toList();
            var response = responses.putObject(String.valueOf(status)).put("description", String.join("; ", words));
            response.putObject("content").putObject(ProblemJson.MEDIA_TYPE).set("schema", ProblemSchema.reference());
        });
        return responses;
    }

    /// An open route asks nobody who he is.
    private static boolean mayAnswer(Operation operation, ProblemCode code) {
        var ofTheGate = code == ProblemCode.UNAUTHENTICATED || code == ProblemCode.FORBIDDEN;
        var ofABody = code == ProblemCode.MALFORMED_JSON
                || code == ProblemCode.PAYLOAD_TOO_LARGE
                || code == ProblemCode.UNSUPPORTED_MEDIA;
        var hasBody = !operation.method().equals("GET") && !operation.method().equals("DELETE");
        if (operation.problems().contains(code)) {
            return true;
        }
        return operation.declares(code)
                && !(ofTheGate && operation.access() instanceof Access.Open)
                && !(ofABody && !hasBody);
    }

    private <O> void success(ObjectNode response, Output<O> output) {
        switch (output) {
            case Output.Json<O> record -> {
                var shape = Endpoint.shape(record, shapes);
                var content = response.putObject("content").putObject(JSON);
                content.set("schema", shape.describe(book));
                content.set("example", Json.tree(shape, record.example()));
            }
            case Output.Empty _ -> response.put("description", "Done; there is nothing to say");
            case Output.Raw(var _, var types) -> {
                var content = response.putObject("content");
                types.forEach(content::putObject);
            }
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
