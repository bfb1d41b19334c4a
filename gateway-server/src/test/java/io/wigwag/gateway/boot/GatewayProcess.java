package io.wigwag.gateway.boot;

import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.config.Sources;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// A process that is going to be killed: a gateway as it always is, with the settings that it is told as `name=value`.
/// It says its first key and where it listens, a line each.
final class GatewayProcess {
    private GatewayProcess() {}

    public static void main(String... settings) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var flags = new HashMap<String, String>();
        for (var setting : settings) {
            var parts = setting.split("=", 2);
            flags.put(parts[0], parts[1]);
        }
        var config = GatewayConfig.read(new Sources(flags, Map.of(), Map.of()));
        var world = new Gateway.World(Map.of(), new SecureRandom(), InstantSource.system());
        var gateway = Gateway.start(config, world, key -> out.println("key " + key.text()));
        try (gateway) {
            out.println("port " + gateway.address().getPort());
            var _ = System.in.read();
        }
    }
}
