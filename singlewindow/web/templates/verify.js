// Checks a signed record with the browser's own Ed25519, so that the saved page needs no connection.
"use strict";
(() => {
  const form = document.getElementById("check");
  const result = document.getElementById("result");
  const WORDS = JSON.parse(document.getElementById("words").textContent);

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const parse = (part) => JSON.parse(new TextDecoder().decode(bytes(part)));

  async function read(text) {
    const parts = text.trim().split("#").pop().split(".");
    if (parts.length !== 3) throw new Error("This is not a signed record: it is not written as one.");
    let header;
    try { header = parse(parts[0]); } catch { throw new Error("This is not a signed record: its header cannot be read."); }
    const known = JSON.parse(document.getElementById("keys").value).keys;
    const key = known.find((one) => one.kid === header.kid && one.kty === "OKP" && one.crv === "Ed25519");
    if (!key) throw new Error("The record names the key " + header.kid + ", which is not among the known keys.");
    let genuine = false;
    try {
      const jwk = { kty: "OKP", crv: "Ed25519", x: key.x };
      const verifier = await crypto.subtle.importKey("jwk", jwk, { name: "Ed25519" }, false, ["verify"]);
      const signed = new TextEncoder().encode(parts[0] + "." + parts[1]);
      genuine = header.alg === "EdDSA" && (await crypto.subtle.verify("Ed25519", verifier, bytes(parts[2]), signed));
    } catch (error) {
      if (error.name === "NotSupportedError") throw new Error("This browser cannot check Ed25519 signatures. Use a newer one.");
    }
    if (!genuine) throw new Error("The signature does not fit: the record was changed, or somebody else signed it.");
    return { kind: header.typ, kid: header.kid, claims: parse(parts[1]) };
  }

  function said(signed) {
    const c = signed.claims;
    const hex = (data) => Array.from(data, (b) => b.toString(16).padStart(2, "0")).join("");
    if (signed.kind === "decision+jwt") {
      return { issuer: c.iss, reference: c.sub, outcome: c.out, number: c.no, items: c.items,
        decided: new Date(c.iat * 1000), until: new Date(c.exp * 1000), sha: hex(bytes(c.sha)) };
    }
    if (signed.kind === "permit+jwt") {
      return { permit: c.sub, title: c.ttl, holder: c.hld, quantity: c.qty, unit: c.unt, issuer: c.iss,
        from: new Date(c.nbf * 1000), until: new Date(c.exp * 1000), sha: hex(bytes(c.sha)) };
    }
    if (signed.kind === "vc+jwt" && (c.type || []).includes("TradePermit")) {
      const s = c.credentialSubject;
      return { permit: s.number, title: s.title, holder: s.holder, quantity: s.quantity, unit: s.unit,
        issuer: c.issuer.name, from: new Date(c.validFrom), until: new Date(c.validUntil), sha: s.termsSha256 };
    }
    if (signed.kind === "vc+jwt") {
      const s = c.credentialSubject;
      return { issuer: c.issuer.name, reference: s.reference, outcome: s.outcome, number: s.number, items: s.itemCount,
        decided: new Date(c.validFrom), until: new Date(c.validUntil), sha: s.decisionSha256 };
    }
    throw new Error("This is signed, and is not the record of a decision or a permit.");
  }

  // A list that cannot be fetched says nothing; one that is not genuine was put there by somebody: two sentences.
  const UNKNOWN = ": whether a later decision was made is not known";

  async function newest(s) {
    let text;
    try {
      const answer = await fetch(form.dataset.revocations, { credentials: "omit", cache: "no-cache" });
      if (!answer.ok) throw new Error();
      text = await answer.text();
    } catch { return { text: "could not be reached" + UNKNOWN }; }
    let listed;
    try { listed = await read(text); } catch { return { text: "is not genuine, or its key is not known here" + UNKNOWN }; }
    if (listed.kind !== "revocations+jwt") return { text: "could not be read" + UNKNOWN };
    if (listed.claims.exp * 1000 < Date.now()) return { text: "is too old to be relied on" + UNKNOWN };
    const found = s.permit ? (listed.claims.permits || {})[s.permit] : listed.claims.superseded[s.reference];
    return { at: new Date(listed.claims.iat * 1000), found };
  }

  // A genuine record of a decision that lets nothing go is no release: the gate must see that first.
  const RELEASED = ["released", "released_with_conditions", "cleared"];
  const TAGS = { yes: ["green", "Genuine"], no: ["orange", "Genuine, and no release"], bad: ["red", "Do not accept"] };

  const when = (date) => date.toISOString().slice(0, 16).replace("T", " ") + " UTC";

  function show(verdict, heading, rows) {
    result.textContent = "";
    const title = document.createElement("h2");
    title.className = "govuk-heading-m";
    const tag = document.createElement("strong");
    tag.className = "govuk-tag govuk-tag--" + TAGS[verdict][0];
    tag.textContent = TAGS[verdict][1];
    title.append(tag, " ", heading);
    const list = document.createElement("dl");
    list.className = "govuk-summary-list";
    for (const [key, value] of rows) {
      const row = document.createElement("div");
      row.className = "govuk-summary-list__row";
      const dt = document.createElement("dt");
      dt.className = "govuk-summary-list__key";
      dt.textContent = key;
      const dd = document.createElement("dd");
      dd.className = "govuk-summary-list__value sw-pointer";
      dd.textContent = value;
      row.append(dt, dd);
      list.append(row);
    }
    result.append(title);
    if (rows.length) result.append(list);
  }

  function showPermit(signed, s, listed) {
    const ended = listed.found && listed.found.state !== "issued" ? "It is no longer in force: " + listed.found.state : "";
    const changed = listed.found && !ended && listed.found.sha256 !== s.sha ? "It was changed after this was signed" : "";
    const early = s.from > new Date() ? "It is not valid yet" : "";
    const late = s.until < new Date() ? "Its time is over" : "";
    const fault = ended || changed || early || late;
    show(fault ? "bad" : "yes", fault || "Permit in force", [["Permit", s.permit + ": " + s.title], ["Holder", s.holder],
      ["Quantity", s.quantity ? s.quantity + " " + s.unit : "Not limited"], ["Valid from", when(s.from)],
      ["Valid until", when(s.until)], ["Signed by", s.issuer + ", key " + signed.kid], ["SHA-256", s.sha],
      ["List of revocations", listed.at ? "as of " + when(listed.at) : listed.text]]);
  }

  async function check(text) {
    try {
      if (!globalThis.crypto || !crypto.subtle) throw new Error("This browser does not let this page check signatures. Use a newer one.");
      const signed = await read(text);
      const s = said(signed);
      const listed = await newest(s);
      if (s.permit) { showPermit(signed, s, listed); result.focus(); return; }
      const later = listed.found && listed.found.number > s.number ? listed.found : null;
      const over = s.until < new Date();
      const heading = later ? "A later decision took its place" : over ? "Its time is over" : WORDS[s.outcome] || s.outcome;
      const rows = [["Declaration", s.reference], ["Decision", s.number + ": " + (WORDS[s.outcome] || s.outcome)],
        ["Goods items", String(s.items)], ["Decided", when(s.decided)], ["Valid until", when(s.until)],
        ["Signed by", s.issuer + ", key " + signed.kid], ["SHA-256", s.sha],
        ["List of revocations", listed.at ? "as of " + when(listed.at) : listed.text]];
      if (later) rows.unshift(["Now", "Decision " + later.number + ": " + (WORDS[later.outcome] || later.outcome)]);
      show(later || over ? "bad" : RELEASED.includes(s.outcome) ? "yes" : "no", heading, rows);
    } catch (error) { show("bad", error.message, []); }
    result.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(document.getElementById("record").value);
  });
  if (location.hash.length > 1) {
    document.getElementById("record").value = location.hash.slice(1);
    check(location.hash);
  }
})();
