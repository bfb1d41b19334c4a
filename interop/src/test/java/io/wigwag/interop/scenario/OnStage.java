package io.wigwag.interop.scenario;

import io.wigwag.interop.drive.BaileysClients;
import io.wigwag.interop.drive.BaileysVersion;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives the scenarios of a class one stage for each client, so that they share what takes long to set up. Where this
/// machine has no such clients, the class is skipped, and that says why.
final class OnStage implements ExecutionCondition, ParameterResolver {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(OnStage.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var missing = context.getRoot().getStore(HERE).computeIfAbsent("missing", _ -> missing(context), Missing.class);
        return missing.reason()
                .map(reason -> ConditionEvaluationResult.disabled("skipped: " + reason))
                .orElseGet(() -> ConditionEvaluationResult.enabled("the clients are here"));
    }

    private record Missing(Optional<String> reason) {}

    private static Missing missing(ExtensionContext context) {
        var clients = clients(context);
        try {
            for (var version : BaileysVersion.values()) {
                var missing = clients.missing(version);
                if (missing.isPresent()) {
                    return new Missing(missing);
                }
            }
            return new Missing(Optional.empty());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static BaileysClients clients(ExtensionContext context) {
        var root = Path.of(Objects.requireNonNull(System.getProperty("wigwag.root")));
        return new BaileysClients(root, progress -> context.publishReportEntry("progress", progress));
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    /// Kept for all scenarios of a class and a client; closed behind the last of them.
    @Override
    public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getParent()
                .orElseThrow()
                .getStore(HERE)
                .computeIfAbsent(Stage.class, _ -> new Stage(clients(context)), Stage.class);
    }
}
