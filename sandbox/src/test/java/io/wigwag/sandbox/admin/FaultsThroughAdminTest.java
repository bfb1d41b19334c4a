package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Faults as they are written, shown and refused.
class FaultsThroughAdminTest extends ThroughAdmin {
    @Test
    void faultsAreMadeShownAndRemoved() throws Exception {
        var rule = "{'name':'ack lost once','scope':{'account':'name:alice','device':1},"
                + "'match':{'direction':'out','layer':'stanza','tag':'ack','attrs':{'class':'message'}},"
                + "'after':0,'times':1,'probability':1.0,'action':{'drop':{}}}";
        var made = call("POST", "/admin/faults", rule);
        assertThat(made.path("fired").asInt()).isZero();
        assertThat(made.path("match").path("attrs").path("class").asString()).isEqualTo("message");
        var one = "/admin/faults/" + made.path("id").asLong();
        assertThat(call("GET", one, "")).isEqualTo(made);
        assertThat(call("GET", "/admin/faults", "").path("faults").size()).isEqualTo(1);
        assertThat(status("DELETE", one, "")).isEqualTo(204);
        assertThat(status("GET", one, "")).isEqualTo(404);
        call("POST", "/admin/faults", rule);
        assertThat(status("DELETE", "/admin/faults", "")).isEqualTo(204);
        assertThat(call("GET", "/admin/faults", "").path("faults").size()).isZero();
    }

    /// Each action as it is written, and as it is shown again.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "stanza {'drop':{}}",
                "stanza {'delay':{'ms':5,'jitterMs':2,'reorder':true}}",
                "stanza {'duplicate':{'count':2}}",
                "stanza {'reorder':{'window':3}}",
                "stanza {'answer':{'code':429,'text':'slow'}}",
                "stanza {'answer':{'text':'','node':{'tag':'iq','attrs':{},'content':null}}}",
                "stanza {'ackError':{'code':463}}",
                "stanza {'mutate':{'set':{'a':{'text':'x'},'b':'1@lid'},'remove':['c'],'content':{'text':'y'}}}",
                "stanza {'replace':{'node':{'tag':'ib','attrs':{},'content':[]}}}",
                "stanza {'inject':{'before':[{'tag':'ib','attrs':{},'content':null}],'after':[]}}",
                "tcp {'close':{}}",
                "tls {'reset':{}}",
                "frame {'blackhole':{'ms':7}}",
                "stanza {'streamError':{'code':'503'}}",
                "stanza {'streamError':{'conflict':'replaced'}}",
                "handshake {'loginFailure':{'reason':402,'code':1,'expire':60}}",
                "frame {'corrupt':{'bits':3}}",
                "websocket {'truncate':{'bytes':3}}",
                "tcp {'split':{'bytes':3}}",
                "tcp {'coalesce':{'frames':3}}",
                "tcp {'throttle':{'bytesPerSecond':3}}",
                "handshake {'badCertificate':{'kind':'wrongIssuer'}}",
                "handshake {'forceFallback':{}}",
                "handshake {'forceXX':{}}",
                "http {'http':{'status':503,'headers':{'retry-after':'1'},'body':'x','afterBytes':4}}",
                "stanza {'preKeysExhausted':{}}",
                "stanza {'wrongDigest':{}}",
                "stanza {'staleDeviceList':{'ms':1000}}",
                "stanza {'wrongMac':{'collection':'regular'}}"
            })
    void everyActionIsReadAndShown(String action) throws Exception {
        var space = action.indexOf(' ');
        var json = action.substring(space + 1).replace('\'', '"');
        var made = call(
                "POST",
                "/admin/faults",
                "{'match':{'layer':'" + action.substring(0, space) + "'},'action':" + json + "}");
        assertThat(made.path("action")).isEqualTo(JsonMapper.builder().build().readTree(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'match':{},'action':{}}",
                "{'match':{},'action':{'drop':{},'close':{}}}",
                "{'match':{},'action':{'explode':{}}}",
                "{'match':{},'action':{'drop':{'now':true}}}",
                "{'match':{'layer':'moon'},'action':{'drop':{}}}",
                "{'match':{'layer':'frame'},'action':{'ackError':{}}}",
                "{'match':{'attrs':{'a':{'prefix':'x','absent':true}}},'action':{'drop':{}}}",
                "{'match':{},'probability':2,'action':{'drop':{}}}",
                "{'match':{},'action':{'badCertificate':{'kind':'none'}}}",
                "{'match':{},'action':{'duplicate':{'count':0}}}"
            })
    void aRuleThatCannotBeIsRefused(String body) throws Exception {
        assertThat(status("POST", "/admin/faults", body)).isEqualTo(400);
        assertThat(sandbox.faults().all()).isEmpty();
    }
}
