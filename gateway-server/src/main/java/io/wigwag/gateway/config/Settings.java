package io.wigwag.gateway.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Reads settings one by one and collects what is wrong with them. One use, one owner.
public final class Settings {
    /// Read before there are settings, or by other parts of the program.
    private static final Set<String> ELSEWHERE = Set.of(
            "WIGWAG_HOME",
            "WIGWAG_LOG",
            "WIGWAG_LOG_LEVEL",
            "WIGWAG_CONFIG",
            "WIGWAG_JDKS",
            "WIGWAG_JAVA_OPTS",
            "WIGWAG_URL",
            "WIGWAG_KEY");

    private static final List<String> ELSEWHERE_TOO =
            List.of("WIGWAG_TEST_", "WIGWAG_MASTER_", "WIGWAG_KEY_", "WIGWAG_SANDBOX_");

    private final Sources sources;
    private final List<String> mistakes = new ArrayList<>();
    private final Map<String, String> effective = new TreeMap<>();
    private final Map<String, String> variables = new HashMap<>();

    public Settings(Sources sources) {
        this.sources = sources;
    }

    /// The value that holds; after a mistake the usual one, which nobody sees because [#finish] tells the mistake.
    public <T> T read(Setting<T> setting) {
        variables.put(setting.variable(), setting.name());
        var written = written(setting);
        try {
            var text = written.map(Written::text).orElse(setting.usual());
            var value = setting.parse().apply(text);
            effective.put(setting.name(), value instanceof Secret secret ? secret.toString() : text);
            return value;
        } catch (IllegalArgumentException unfit) {
            mistakes.add(written.map(Written::where).orElse(setting.name()) + ": " + unfit.getMessage());
            return setting.parse().apply(setting.usual());
        }
    }

    private record Written(String where, String text) {}

    private Optional<Written> written(Setting<?> setting) {
        var flag = Optional.ofNullable(sources.flags().get(setting.name()))
                .map(text -> new Written("--" + setting.name(), text));
        return flag.or(() -> Optional.ofNullable(sources.environment().get(setting.variable()))
                        .map(text -> new Written(setting.variable(), text)))
                .or(() -> Optional.ofNullable(sources.file().get(setting.name()))
                        .map(text -> new Written(setting.name() + " in the file", text)));
    }

    /// Makes what was read into something, unless a mistake has been found: names that mean nothing are mistakes too,
    /// and so is what a record refuses.
    public <T> T finish(Supplier<T> making) throws Misconfigured {
        refuseStrangers();
        if (mistakes.isEmpty()) {
            try {
                return making.get();
            } catch (IllegalArgumentException refused) {
                mistakes.add(String.valueOf(refused.getMessage()));
            }
        }
        throw new Misconfigured(mistakes);
    }

    private void refuseStrangers() {
        var names = Set.copyOf(variables.values());
        for (var name : new TreeSet<>(sources.flags().keySet())) {
            if (!names.contains(name)) {
                mistakes.add("--" + name + ": there is no such setting");
            }
        }
        for (var name : sources.ourVariables().keySet()) {
            if (!variables.containsKey(name)
                    && !ELSEWHERE.contains(name)
                    && ELSEWHERE_TOO.stream().noneMatch(name::startsWith)) {
                mistakes.add(name + ": there is no such setting");
            }
        }
        for (var name : new TreeSet<>(sources.file().keySet())) {
            if (!names.contains(name)) {
                mistakes.add(name + " in the file: there is no such setting");
            }
        }
    }

    /// What holds, secrets left out: for the log, once.
    public Map<String, String> effective() {
        return new TreeMap<>(effective);
    }
}
