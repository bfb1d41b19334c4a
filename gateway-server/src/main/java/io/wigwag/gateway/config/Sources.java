package io.wigwag.gateway.config;

import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// Where settings are written: flags before the environment before a file.
///
/// @param flags by the names of settings
/// @param environment all of the process's variables
/// @param file by the names of settings
public record Sources(Map<String, String> flags, Map<String, String> environment, Map<String, String> file) {
    public Sources {
        flags = Map.copyOf(flags);
        environment = Map.copyOf(environment);
        file = Map.copyOf(file);
    }

    /// Lines of `name = value`, in the form of Java's properties.
    public static Map<String, String> file(Reader text) throws IOException {
        var properties = new Properties();
        properties.load(text);
        var settings = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    /// Our own variables among those of the environment.
    Map<String, String> ourVariables() {
        var ours = new TreeMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith("WIGWAG_")) {
                ours.put(name, value);
            }
        });
        return ours;
    }
}
