package io.wigwag.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.wigwag.core.netty.MediaHttpLimits;
import io.wigwag.core.netty.NettyTransport;
import io.wigwag.core.netty.TransportLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionPageTest {
    private static final ClientVersion OLD = ClientProfile.SHIPPED.version();
    private static final ClientVersion NEW = new ClientVersion(2, 3000, 2_000_000_001);
    private static final String SCRIPT = "self.x=JSON.parse(\"{\\\"client_revision\\\":2000000001,\\\"a\\\":1}\");";

    private final NettyTransport transport = new NettyTransport(TransportLimits.DEFAULT, 1);
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    private volatile String page = SCRIPT;
    private volatile int status = 200;

    VersionPageTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/sw.js", exchange -> {
            asked.incrementAndGet();
            var bytes = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        });
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        transport.close();
    }

    private OfficialPage officialPage() {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sw.js");
        return new OfficialPage(transport.media(MediaHttpLimits.DEFAULT), address);
    }

    private ClientProfiles asking() {
        return new ClientProfiles(ClientProfile.SHIPPED, InstantSource.fixed(Instant.EPOCH), officialPage());
    }

    @Test
    void aRevisionIsFoundHoweverItIsQuoted() {
        for (var text : new String[] {
            "{\"client_revision\":2000000001}",
            "{\"client_revision\" : 2000000001, \"b\": 2}",
            "\\\"client_revision\\\":2000000001,",
            "\\\\\\\"client_revision\\\\\\\": 2000000001"
        }) {
            assertThat(OLD.onPage(text)).as(text).contains(NEW);
        }
        for (var text : new String[] {
            "",
            "client_revision",
            "\"client_revision\":\"x\"",
            "\"client_revision\":20000000011",
            "\"revision\":2000000001"
        }) {
            assertThat(OLD.onPage(text)).as(text).isEmpty();
        }
    }

    @Test
    void aNewerVersionIsTaken() {
        var profiles = asking();
        assertThat(profiles.renew()).isTrue();
        assertThat(profiles.current()).isEqualTo(ClientProfile.SHIPPED.withVersion(NEW));
        assertThat(profiles.renew()).as("the same again").isFalse();
        assertThat(asked).hasValue(2);
    }

    @Test
    void aRefusalAsksThePageAndEndsWithTheNewVersion() throws Exception {
        var profiles = asking();
        var changed = new CompletableFuture<ClientVersion>();
        try (var _ = profiles.listen(new ProfileListener() {
            @Override
            public void changed(ClientProfile current) {
                changed.complete(current.version());
            }

            @Override
            public void outdated(OutdatedClient finding) {
                assertThat(finding.version()).isEqualTo(OLD);
            }
        })) {
            assertThat(profiles.outdated(OLD)).isPresent();
            assertThat(changed.get(30, TimeUnit.SECONDS)).isEqualTo(NEW);
        }
        assertThat(profiles.outdated()).isEmpty();
    }

    @Test
    void whatIsNoBetterChangesNothing() {
        var profiles = asking();
        for (var useless : new String[] {"\"client_revision\":1", "\"client_revision\":" + OLD.tertiary(), "<html>"}) {
            page = useless;
            assertThat(profiles.renew()).as(useless).isFalse();
        }
        page = SCRIPT;
        status = 403;
        assertThat(profiles.renew()).isFalse();
        assertThatThrownBy(officialPage()::read).isInstanceOf(IOException.class).hasMessageContaining("403");
        server.stop(0);
        assertThat(profiles.renew()).isFalse();
        assertThat(profiles.current()).isEqualTo(ClientProfile.SHIPPED);
    }

    @Test
    void nobodyIsAskedUnlessAPageWasHandedIn() {
        var profiles = new ClientProfiles(ClientProfile.SHIPPED, InstantSource.fixed(Instant.EPOCH));
        assertThat(profiles.outdated(OLD)).isPresent();
        assertThat(profiles.renew()).isFalse();
        assertThat(profiles.outdated()).isPresent();
        assertThat(profiles.current()).isEqualTo(ClientProfile.SHIPPED);
        assertThat(asked).hasValue(0);
    }
}
