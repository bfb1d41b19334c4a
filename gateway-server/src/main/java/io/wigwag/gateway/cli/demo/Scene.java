package io.wigwag.gateway.cli.demo;

import io.wigwag.gateway.boot.Gateway;
import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.config.Misconfigured;
import io.wigwag.gateway.config.Sources;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.storage.migration.NewerStore;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the story plays: a simulated WhatsApp, a gateway on a folder, a client of it, and a receiver of webhooks, all
/// on free ports of this machine.
final class Scene implements AutoCloseable {
    private final Path folder;
    private @Nullable Sandbox sandbox;
    private @Nullable Gateway gateway;
    private @Nullable Api api;
    private @Nullable Receiver receiver;
    private String key = "";

    /// @param folder where the gateway keeps its store
    Scene(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /// Starts all that is not the gateway.
    Sandbox simulate() throws IOException, GeneralSecurityException {
        receiver = new Receiver();
        sandbox = Sandbox.start(SandboxSettings.builder().port(0).plainPort(0).build());
        return sandbox;
    }

    /// Starts the gateway, on what an earlier one has left; where it listens.
    URI start() throws IOException, Misconfigured, MasterKeyTrouble, NewerStore, InterruptedException {
        var flags = Map.of(
                "http.port",
                "0",
                "data",
                folder.toString(),
                "whatsapp.url",
                sandbox().plainChatUrl().orElseThrow(),
                "whatsapp.root",
                sandbox().whereabouts().noiseRootKey(),
                "egress.allowed",
                "127.0.0.0/8",
                "egress.ports",
                "any");
        var config = GatewayConfig.read(new Sources(flags, Map.of(), Map.of()));
        var world = new Gateway.World(Map.of(), new SecureRandom(), InstantSource.system());
        var started = Gateway.start(config, world, made -> key = made.text());
        gateway = started;
        var url = URI.create("http://127.0.0.1:" + started.address().getPort());
        api = new Api(url, key);
        return url;
    }

    void stop() {
        Optional.ofNullable(api).ifPresent(Api::close);
        Optional.ofNullable(gateway).ifPresent(Gateway::close);
    }

    Sandbox sandbox() {
        return there(sandbox);
    }

    Api api() {
        return there(api);
    }

    Receiver receiver() {
        return there(receiver);
    }

    private static <T> T there(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the story has not come so far");
        }
        return part;
    }

    @Override
    public void close() {
        stop();
        Optional.ofNullable(sandbox).ifPresent(Sandbox::close);
        Optional.ofNullable(receiver).ifPresent(Receiver::close);
    }
}
