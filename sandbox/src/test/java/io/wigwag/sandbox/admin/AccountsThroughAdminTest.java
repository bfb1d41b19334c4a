package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.Http;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Accounts, made and changed from outside.
class AccountsThroughAdminTest extends ThroughAdmin {
    @Test
    void anAccountIsMadeFoundChangedAndRemoved() throws Exception {
        var made = call("POST", "/admin/phones", "{'pushName':'alice','about':'hi','flags':{'restricted':true}}");
        assertThat(made.path("number").asString()).isEqualTo("9998782236065");
        assertThat(made.path("lid").asString()).isEqualTo("122717603767689@lid");
        assertThat(made.path("kind").asString()).isEqualTo("phone");
        assertThat(made.path("about").asString()).isEqualTo("hi");
        assertThat(made.path("flags").path("restricted").asBoolean()).isTrue();
        for (var address : new String[] {"9998782236065", "122717603767689", "name:alice"}) {
            assertThat(call("GET", "/admin/phones/" + address, "")).isEqualTo(made);
        }
        var changed = call("PATCH", "/admin/phones/name:alice", "{'pushName':'Alice','about':'ho'}");
        assertThat(changed.path("pushName").asString()).isEqualTo("Alice");
        assertThat(changed.path("nameKey").asString()).isEqualTo("alice");
        assertThat(changed.path("about").asString()).isEqualTo("ho");
        assertThat(call("PUT", "/admin/phones/name:alice/about", "{'about':''}")
                        .path("about")
                        .asString())
                .isEmpty();
        assertThat(call("PUT", "/admin/phones/name:alice/push-name", "{'pushName':'A'}")
                        .path("pushName")
                        .asString())
                .isEqualTo("A");
        assertThat(status("DELETE", "/admin/phones/name:alice", "")).isEqualTo(204);
        assertThat(status("GET", "/admin/phones/name:alice", "")).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'pushName':'x','colour':'red'}",
                "{'pushName':'x','kind':'tablet'}",
                "{'pushName':'x','contacts':'some'}",
                "{'pushName':'x','autoReceipts':'always'}"
            })
    void anAccountThatCannotBeIsRefused(String body) throws Exception {
        assertThat(status("POST", "/admin/phones", body)).isEqualTo(400);
    }

    @Test
    void numbersAndKindsAreTakenOnce() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann','number':'491700000001'}");
        assertThat(status("POST", "/admin/phones", "{'pushName':'bob','number':'491700000001'}"))
                .isEqualTo(409);
        assertThat(status("POST", "/admin/phones", "{'pushName':'ann','kind':'headless'}"))
                .isEqualTo(409);
    }

    @Test
    void accountsAreListedInPagesAndByProperty() throws Exception {
        for (var name : new String[] {"ann", "bob", "cid"}) {
            call("POST", "/admin/phones", "{'pushName':'" + name + "'}");
        }
        call("POST", "/admin/phones", "{'pushName':'dan','kind':'headless'}");
        var first = call("GET", "/admin/phones?limit=3", "");
        assertThat(first.path("phones").size()).isEqualTo(3);
        var rest =
                call("GET", "/admin/phones?limit=3&after=" + first.path("next").asString(), "");
        assertThat(rest.path("phones").size()).isEqualTo(1);
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(call("GET", "/admin/phones?kind=headless", "").path("phones").size())
                .isEqualTo(1);
        assertThat(call("GET", "/admin/phones?pushName=bob", "").path("phones").size())
                .isEqualTo(1);
        assertThat(call("GET", "/admin/phones?online=true", "").path("phones").size())
                .isZero();
    }

    @Test
    void aPictureIsSetAndRemoved() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        var put = http.send(http.request("/admin/phones/name:ann/picture")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[] {1, 2})));
        assertThat(Http.json(put).path("pictureId").asString()).isNotEmpty();
        assertThat(call("DELETE", "/admin/phones/name:ann/picture", "")
                        .path("pictureId")
                        .isNull())
                .isTrue();
        assertThat(call("GET", "/admin/phones/name:ann/privacy", "")
                        .path("last")
                        .asString())
                .isEqualTo("all");
        assertThat(call("GET", "/admin/phones/name:ann/blocklist", "")
                        .path("blocked")
                        .size())
                .isZero();
    }
}
