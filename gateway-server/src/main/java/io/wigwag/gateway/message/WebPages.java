package io.wigwag.gateway.message;

import io.wigwag.core.message.preview.PageSource;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.egress.EgressClient;
import io.wigwag.gateway.egress.EgressFailed;
import io.wigwag.gateway.egress.EgressLimits;
import io.wigwag.gateway.egress.Errand;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/// Pages for link previews, fetched where every errand of ours goes: never into the own network, and in a short time.
public final class WebPages implements PageSource {
    private static final EgressLimits LIMITS = new EgressLimits(
            Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(8), Long.MAX_VALUE, 3, Set.of());

    private final EgressClient egress;

    /// @param ports where pages may be; none for any
    public WebPages(EgressClient egress, Set<Integer> ports) {
        this.egress = egress.within(LIMITS.withPorts(ports));
    }

    @Override
    public Page fetch(URI address, int atMost) throws PageUnavailable {
        try (var answer = egress.run(Errand.get(address).with("Accept", "text/html, image/*"))) {
            if (answer.status() != 200) {
                throw new PageUnavailable("status " + answer.status());
            }
            var body = answer.body().readNBytes(atMost);
            var complete = body.length < atMost || answer.body().read() < 0;
            return new Page(answer.from(), answer.header("content-type").orElse(""), Octets.wrap(body), complete);
        } catch (EgressFailed failed) {
            throw new PageUnavailable(failed.kind() + ": " + failed.getMessage());
        } catch (IOException broken) {
            throw new PageUnavailable("broken off: " + broken.getMessage());
        }
    }
}
