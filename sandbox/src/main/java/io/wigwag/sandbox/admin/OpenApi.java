package io.wigwag.sandbox.admin;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// The interface as machines read it, made from the routes themselves.
final class OpenApi {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z]+)}");

    private OpenApi() {}

    /// @param patterns as `METHOD /path/{parameter}`
    static ObjectNode of(List<String> patterns) {
        var document = Json.object().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Wigwag sandbox").put("version", "1");
        var paths = document.putObject("paths");
        for (var pattern : patterns) {
            var space = pattern.indexOf(' ');
            var path = pattern.substring(space + 1);
            if (path.startsWith("/admin")) {
                var operations = paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
                operation(operations.putObject(pattern.substring(0, space).toLowerCase(Locale.ROOT)), path);
            }
        }
        return document;
    }

    private static void operation(ObjectNode operation, String path) {
        var parameters = Json.array();
        PARAMETER.matcher(path).results().forEach(found -> {
            var parameter = parameters.addObject();
            parameter.put("name", found.group(1)).put("in", "path").put("required", true);
            parameter.putObject("schema").put("type", "string");
        });
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        var responses = operation.putObject("responses");
        responses.putObject("2XX").put("description", "done");
        responses
                .putObject("default")
                .put("description", "a problem")
                .putObject("content")
                .putObject("application/problem+json");
    }
}
