package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.Http;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.TestSandbox;
import io.wigwag.sandbox.world.Account;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/// A sandbox of its own for each test, and somebody who steers it by HTTP. Single quotes in a body stand for double
/// ones.
abstract class ThroughAdmin {
    final Sandbox sandbox =
            TestSandbox.start(SandboxSettings.builder().plainPort(0).seed(5).build());
    final Http http = new Http(sandbox);

    @AfterEach
    void stop() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
        http.close();
        sandbox.close();
    }

    final JsonNode call(String method, String target, String body) throws Exception {
        return http.call(method, target, body.replace('\'', '"'));
    }

    final int status(String method, String target, String body) throws Exception {
        return http.send(http.request(target)
                        .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))))
                .statusCode();
    }

    final Account account(String name) throws Exception {
        return sandbox.exchange()
                .loop()
                .call(() -> sandbox.exchange().accounts().called("name:" + name).orElseThrow());
    }
}
