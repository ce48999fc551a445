"""REST for those who run the desk: accounts, keys, webhooks, customers' data, the audit log."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from heard.errors import MissingError
from heard.server import auth, schemas
from heard.server.permit import Caller
from heard.server.posting import target
from heard.server.problems import Problem, responses
from heard.server.schemas import Answer
from heard.server.settings import Settings
from heard.store import Account, Delivery, Key, Store, Webhook, noted

routes = APIRouter(prefix="/v1", tags=["administration"], responses=responses(401, 403, 422, 429))
Asking = Annotated[Caller, Depends(auth.caller)]


async def the_store(request: Request) -> Store:
    """The server's store."""
    store: Store = request.app.state.store
    return store


async def the_settings(request: Request) -> Settings:
    """The server's settings."""
    settings: Settings = request.app.state.settings
    return settings


In = Annotated[Store, Depends(the_store)]
With = Annotated[Settings, Depends(the_settings)]
Text = Annotated[str, Path(min_length=1, max_length=200)]


# people


@routes.get("/accounts")
def list_accounts(caller: Asking, store: In) -> Answer:
    """Everybody who may sign in."""
    caller.must("accounts")
    return {"accounts": [account_json(one) for one in store.accounts.list()]}


@routes.post("/accounts", status_code=201, responses=responses(409))
def new_account(body: schemas.NewAccount, caller: Asking, store: In, settings: With) -> Answer:
    """A new account, and a link that lets its owner in once to set a password."""
    caller.must("accounts")
    account = store.accounts.create(body.name, body.role, team=body.team)
    store.audit.add("new account", by=caller.name, about=account.name, detail=account.role)
    return account_json(account) | {"link": auth.link_for(store, account, settings)}


@routes.patch("/accounts/{name}", responses=responses(404, 409))
def change_account(name: Text, body: schemas.ChangedAccount, caller: Asking, store: In) -> Answer:
    """Another team (null: none), another role, or no entry any more: the latter two end every session."""
    caller.must("accounts")
    given = body.model_fields_set
    if name.casefold() == caller.name.casefold() and given != {"team"}:
        raise Problem("not-allowed", "nobody changes their own role or locks themselves out")
    team = body.team or "" if "team" in given else None
    account = store.accounts.change(name, role=body.role, team=team, active=body.active)
    changed = ", ".join(sorted(given))
    store.audit.add("changed account", by=caller.name, about=account.name, detail=changed)
    return account_json(account)


@routes.post("/accounts/{name}/link", status_code=201, responses=responses(404))
def new_link(name: Text, caller: Asking, store: In, settings: With) -> Answer:
    """A link that lets them in once, where a password is forgotten."""
    caller.must("accounts")
    account = store.accounts.get(name)
    link = auth.link_for(store, account, settings)
    store.audit.add("new link", by=caller.name, about=account.name)
    return account_json(account) | {"link": link}


# programs


@routes.get("/keys")
def list_keys(caller: Asking, store: In) -> Answer:
    """Every key, without its secret."""
    caller.must("keys")
    return {"keys": [key_json(one) for one in store.keys.list()]}


@routes.post("/keys", status_code=201)
def new_key(body: schemas.NewKey, caller: Asking, store: In) -> Answer:
    """A key for a program; it is shown this once."""
    caller.must("keys")
    key, token = store.keys.make(body.name, body.scopes, by=caller.name)
    store.audit.add("new key", by=caller.name, about=key.name, detail=" ".join(key.scopes))
    return key_json(key) | {"key": token}


@routes.delete("/keys/{id}", responses=responses(404))
def revoke_key(caller: Asking, store: In, key_id: Annotated[Text, Path(alias="id")]) -> Answer:
    """Let a key open nothing any more."""
    caller.must("keys")
    key = store.keys.revoke(key_id)
    store.audit.add("revoked key", by=caller.name, about=key.name)
    return key_json(key)


# webhooks


@routes.get("/webhooks")
def list_webhooks(caller: Asking, store: In) -> Answer:
    """Every webhook, without its secret, and what was sent lately."""
    caller.must("webhooks")
    return {
        "webhooks": [webhook_json(one) for one in store.webhooks.list()],
        "deliveries": [delivery_json(one) for one in store.webhooks.deliveries(limit=100)],
    }


@routes.post("/webhooks", status_code=201)
def new_webhook(body: schemas.NewWebhook, caller: Asking, store: In, settings: With) -> Answer:
    """Tell an address what happens; the secret that it checks signatures by is shown this once."""
    caller.must("webhooks")
    target(body.url, private=settings.private_webhooks)
    hook = store.webhooks.add(body.url, body.kinds)
    store.audit.add("new webhook", by=caller.name, about=hook.id, detail=" ".join(hook.kinds))
    return webhook_json(hook) | {"secret": hook.secret}


@routes.delete("/webhooks/{id}", status_code=204, responses=responses(404))
def remove_webhook(caller: Asking, store: In, hook_id: Annotated[Text, Path(alias="id")]) -> None:
    """Tell this address nothing more."""
    caller.must("webhooks")
    store.webhooks.remove(hook_id, by=caller.name)


# customers


@routes.get("/customers/{customer}/export")
def export(customer: Text, caller: Asking, store: In) -> Answer:
    """All that is kept about a customer."""
    caller.must("customers")
    store.audit.add("export customer", by=caller.name, about=noted(customer))
    return store.customers.export(customer)


@routes.delete("/customers/{customer}", responses=responses(409))
def delete(customer: Text, caller: Asking, store: In) -> Answer:
    """Delete all that is kept about a customer."""
    caller.must("customers")
    gone = store.customers.delete(customer, by=caller.name)
    return {
        "conversations": gone.conversations,
        "turns": gone.turns,
        "promises": gone.promises,
    }


@routes.put("/conversations/{id}/hold", responses=responses(404))
def hold(
    body: schemas.Holding,
    caller: Asking,
    store: In,
    conversation: Annotated[Text, Path(alias="id")],
) -> Answer:
    """A legal hold: neither age nor a request deletes it until the hold is let go."""
    caller.must("customers")
    try:
        row = store.conversations.hold(conversation, caller.name if body.held else None)
    except MissingError:
        raise Problem("unknown-conversation", "there is no such conversation") from None
    store.audit.add("hold" if body.held else "hold let go", by=caller.name, about=conversation)
    return {"id": row.id, "held_by": row.held_by}


@routes.get("/audit")
def audit(
    caller: Asking,
    store: In,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Answer:
    """Who did what, the newest first, and whether the chain of entries is whole."""
    caller.must("audit")
    entries = store.audit.list(limit=limit, before=before)
    return {
        "entries": [
            {"id": one.id, "at": one.at.isoformat(), "who": one.who, "did": one.did,
             "about": one.about, "detail": one.detail}
            for one in entries
        ],
        "broken_at": store.audit.verify(),
    }  # fmt: skip


def account_json(account: Account) -> Answer:
    """Somebody who may sign in."""
    return {
        "name": account.name,
        "role": account.role,
        "team": account.team,
        "active": account.active,
        "made_at": account.made_at.isoformat(),
    }


def key_json(key: Key) -> Answer:
    """A key without its secret."""
    return {
        "id": key.id,
        "name": key.name,
        "scopes": list(key.scopes),
        "made_by": key.made_by,
        "made_at": key.made_at.isoformat(),
        "used_at": key.used_at and key.used_at.isoformat(),
        "revoked_at": key.revoked_at and key.revoked_at.isoformat(),
    }


def webhook_json(hook: Webhook) -> Answer:
    """A webhook without its secret."""
    return {
        "id": hook.id,
        "url": hook.url,
        "kinds": list(hook.kinds),
        "made_at": hook.made_at.isoformat(),
    }


def delivery_json(delivery: Delivery) -> Answer:
    """One message: where it goes, and what became of it."""
    return {
        "id": delivery.id,
        "webhook": delivery.webhook,
        "kind": delivery.kind,
        "conversation": delivery.conversation,
        "status": delivery.status,
        "tries": delivery.tries,
        "made_at": delivery.made_at.isoformat(),
        "next_at": delivery.next_at.isoformat(),
        "problem": delivery.problem,
    }
