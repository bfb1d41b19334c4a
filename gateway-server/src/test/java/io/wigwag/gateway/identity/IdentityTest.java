package io.wigwag.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.gateway.http.Content;
import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.gateway.http.route.Access;
import io.wigwag.gateway.http.route.Router;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.testing.MemoryAdapter;
import io.wigwag.storage.testing.ScrambleSealer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private final IdentityStore identities = new IdentityStore(
            DocumentStore.open(new MemoryAdapter(), new ScrambleSealer(), IdentityStore.schemas()),
            new SecureRandom(),
            InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z")));
    private final KeyGate gate = new KeyGate(identities);

    private static Request with(Headers headers) throws Exception {
        return Request.of("GET", "/v1/me", headers, "");
    }

    private ProblemCode refused(Headers headers) throws Exception {
        var request = with(headers);
        return catchThrowableOfType(Problem.class, () -> gate.admit(request, new Access.Needs("me:read")))
                .code();
    }

    @Test
    void theFirstStartMakesOneKeyAndNoOtherDoes() throws Exception {
        assertThat(identities.begin(IdentityStore.Keeper.NOBODY)).isPresent();
        assertThat(identities.begin(IdentityStore.Keeper.NOBODY)).isEmpty();
    }

    @Test
    void aKeyIsReadAsItIsShownAndItsSecretIsNotPrinted() throws Exception {
        var key = ApiKey.random(new SecureRandom());
        assertThat(key.text()).matches("wgw_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}");
        assertThat(ApiKey.parse(key.text())).contains(key);
        assertThat(key.toString()).doesNotContain(key.secret());
        for (var i = 0; i < key.text().length(); i++) {
            var changed = key.text().substring(0, i)
                    + (key.text().charAt(i) == 'a' ? 'b' : 'a')
                    + key.text().substring(i + 1);
            assertThat(ApiKey.parse(changed)).isEmpty();
        }
    }

    @Test
    void aKeyLetsInItsTenant() throws Exception {
        var key = identities.begin(IdentityStore.Keeper.NOBODY).orElseThrow();
        var router = new Router(IdentityRoutes.all(), Shapes.standard(), gate);
        for (var headers : Set.of(
                Headers.of("Authorization", "Bearer " + key.text()),
                Headers.of("authorization", "bearer " + key.text()),
                Headers.of("X-Api-Key", key.text()))) {
            var response = router.answer(with(headers));
            var text = new String(((Content.Bytes) response.content()).value().toArray(), StandardCharsets.UTF_8);
            assertThat(text)
                    .isEqualTo(
                            "{\"tenantId\":\"tnt_first\",\"keyId\":\"" + key.keyId() + "\",\"permissions\":[\"*\"]}");
        }
    }

    @Test
    void allThatIsNoKeyIsRefusedAlike() throws Exception {
        var key = identities.begin(IdentityStore.Keeper.NOBODY).orElseThrow();
        var forged = new ApiKey(key.keyId(), ApiKey.random(new SecureRandom()).secret());
        var stranger = ApiKey.random(new SecureRandom());
        assertThat(Set.of(
                        Headers.NONE,
                        Headers.of("Authorization", "Bearer " + forged.text()),
                        Headers.of("Authorization", "Bearer " + stranger.text()),
                        Headers.of("Authorization", "Bearer nonsense"),
                        Headers.of("Authorization", "Basic " + key.text()),
                        Headers.of("Authorization", key.text()),
                        Headers.of("X-Api-Key", key.text()).adding("Authorization", "Bearer " + key.text()),
                        Headers.of("X-Api-Key", key.text()).adding("X-Api-Key", key.text())))
                .allSatisfy(headers -> assertThat(refused(headers)).isEqualTo(ProblemCode.UNAUTHENTICATED));
    }

    @Test
    void aKeyMayDoWhatItIsPermittedTo() {
        var caller = new Caller(IdentityStore.FIRST, "k", Set.of("devices:read"));
        assertThat(caller.may("devices:read")).isTrue();
        assertThat(caller.may("devices:write")).isFalse();
        assertThat(new Caller(IdentityStore.FIRST, "k", Set.of("*")).may("devices:write"))
                .isTrue();
    }

    @Test
    void anOpenRouteAsksNobody() throws Exception {
        var request = with(Headers.of("X-Api-Key", "nonsense"));
        assertThat(gate.admit(request, new Access.Open())).isSameAs(request);
    }
}
