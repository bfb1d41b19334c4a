package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Phones that write, show themselves, call and meet in groups.
class TalkThroughAdminTest extends ThroughAdmin {
    @Test
    void phonesWriteToEachOther() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        call("POST", "/admin/phones", "{'pushName':'bob','autoReceipts':'read'}");
        var sent = call("POST", "/admin/phones/name:ann/messages", "{'to':'name:bob','text':'hello','id':'M1'}");
        assertThat(sent.path("id").asString()).isEqualTo("M1");
        assertThat(sent.path("devices").get(0).path("state").asString()).isEqualTo("delivered");
        var inbox = call("GET", "/admin/phones/name:bob/inbox?waitMs=60000", "");
        var message = inbox.path("messages").get(0);
        assertThat(message.path("text").asString()).isEqualTo("hello");
        assertThat(message.path("id").asString()).isEqualTo("M1");
        assertThat(message.path("message").path("conversation").asString()).isEqualTo("hello");
        var after = "/admin/phones/name:ann/inbox?waitMs=60000&after=";
        call("POST", "/admin/phones/name:bob/messages", "{'to':'name:ann','text':'yes','quoted':'M1'}");
        assertThat(call("GET", after + 0, "")
                        .path("messages")
                        .get(0)
                        .path("text")
                        .asString())
                .isEqualTo("yes");
        call("POST", "/admin/phones/name:bob/messages", "{'to':'name:ann','reaction':{'id':'M1','emoji':'+'}}");
        assertThat(call("GET", after + 1, "")
                        .path("messages")
                        .get(0)
                        .path("message")
                        .has("reactionMessage"))
                .isTrue();
        call(
                "POST",
                "/admin/phones/name:bob/messages",
                "{'to':'name:ann','media':{'kind':'image','bytesBase64':'AQID','mimetype':'image/png','caption':'c'}}");
        assertThat(call("GET", after + 2, "")
                        .path("messages")
                        .get(0)
                        .path("text")
                        .asString())
                .isEqualTo("c");
        var receipts = call("GET", "/admin/phones/name:ann/receipts?id=M1", "").path("receipts");
        assertThat(receipts.toString()).contains("read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'to':'name:bob'}",
                "{'to':'name:bob','text':'a','revoke':{'id':'1'}}",
                "{'text':'a'}",
                "{'to':'name:bob','message':{'nonsense':1}}",
                "{'to':'name:bob','text':'a','corrupt':'much'}",
                "{'to':'name:bob','media':{'kind':'image'}}"
            })
    void aMessageThatCannotBeIsRefused(String body) throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        call("POST", "/admin/phones", "{'pushName':'bob'}");
        assertThat(status("POST", "/admin/phones/name:ann/messages", body)).isEqualTo(400);
    }

    @Test
    void aHeadlessAccountHasNoPhone() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann','kind':'headless'}");
        var problem = call("POST", "/admin/phones/name:ann/messages", "{'to':'name:ann','text':'x'}");
        assertThat(problem.path("status").asInt()).isEqualTo(409);
        assertThat(problem.path("code").asString()).isEqualTo("no_phone");
    }

    @Test
    void aPhoneShowsItselfAndTypesAndCalls() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        call("POST", "/admin/phones", "{'pushName':'bob'}");
        assertThat(status("POST", "/admin/phones/name:ann/presence", "{'type':'available'}"))
                .isEqualTo(204);
        assertThat(status("POST", "/admin/phones/name:ann/presence", "{'type':'asleep'}"))
                .isEqualTo(400);
        assertThat(status("POST", "/admin/phones/name:ann/presence/subscriptions", "{'to':'name:bob'}"))
                .isEqualTo(204);
        assertThat(status("POST", "/admin/phones/name:ann/chatstate", "{'to':'name:bob','state':'composing'}"))
                .isEqualTo(204);
        assertThat(call("POST", "/admin/phones/name:ann/calls", "{'to':'name:bob'}")
                        .path("callId")
                        .asString())
                .isNotEmpty();
    }

    @Test
    void aGroupLives() throws Exception {
        for (var name : new String[] {"ann", "bob", "cid"}) {
            call("POST", "/admin/phones", "{'pushName':'" + name + "'}");
        }
        var group = call(
                "POST",
                "/admin/groups",
                "{'subject':'Trip','creator':'name:ann','members':['name:bob'],'description':'d','locked':true}");
        assertThat(group.path("jid").asString()).isEqualTo("120363204174603260@g.us");
        assertThat(group.path("members").size()).isEqualTo(2);
        assertThat(group.path("locked").asBoolean()).isTrue();
        var base = "/admin/groups/" + group.path("id").asString();
        assertThat(call("GET", base, "").path("subject").asString()).isEqualTo("Trip");
        assertThat(call("POST", base + "/members", "{'actor':'name:ann','add':['name:cid'],'promote':['name:bob']}")
                        .path("members")
                        .size())
                .isEqualTo(3);
        assertThat(status("POST", base + "/members", "{'actor':'name:cid','remove':['name:bob']}"))
                .isBetween(400, 499);
        assertThat(call("PATCH", base, "{'actor':'name:ann','subject':'Tour','announcement':true}")
                        .path("subject")
                        .asString())
                .isEqualTo("Tour");
        assertThat(call("POST", base + "/invite", "{'actor':'name:ann'}")
                        .path("code")
                        .asString())
                .isNotEmpty();
        assertThat(call("GET", base + "/requests", "").path("requests").size()).isZero();
        call(
                "POST",
                "/admin/phones/name:ann/messages",
                "{'to':'" + group.path("jid").asString() + "','text':'all aboard'}");
        assertThat(call("GET", "/admin/phones/name:cid/inbox?waitMs=60000", "")
                        .path("messages")
                        .get(0)
                        .path("text")
                        .asString())
                .isEqualTo("all aboard");
        assertThat(status("DELETE", base, "{'actor':'name:ann'}")).isEqualTo(204);
        assertThat(status("GET", base, "")).isEqualTo(404);
    }
}
