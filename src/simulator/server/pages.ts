import { html } from 'hono/html';

type Markup = ReturnType<typeof html>;

const STYLE = `body{font:16px system-ui,sans-serif;margin:4rem auto;max-width:26rem;color:#181818}
label,input,button{display:block;width:100%;box-sizing:border-box;margin:.4rem 0;font:inherit;padding:.5rem}
button{cursor:pointer}.error{color:#ba0517}`;

function page(title: string, body: Markup): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}

/** The login page. Names of the fields as on the real one: `username`, `pw`. */
export function loginPage(startUrl: string, username: string, failed: boolean): Markup {
  return page(
    'Login | Salesforce (simulated)',
    html`<h1>Log in to the simulated org</h1>
      ${
        failed
          ? html`<p class="error" id="error" role="alert">
              Please check your username and password. If you still can't log in, contact your Salesforce administrator.
            </p>`
          : ''
      }
      <form method="post" action="/login" id="login_form">
        <input type="hidden" name="startURL" value="${startUrl}" />
        <label for="username">Username</label>
        <input id="username" name="username" type="email" autocomplete="username" value="${username}" />
        <label for="password">Password</label>
        <input id="password" name="pw" type="password" autocomplete="current-password" />
        <button type="submit" id="Login" name="Login" value="Log In">Log In</button>
      </form>`,
  );
}

/** The page that asks the user to allow the app. */
export function consentPage(app: string, username: string, scopes: readonly string[], transaction: string): Markup {
  return page(
    'Allow Access? (simulated)',
    html`<h1>Allow Access?</h1>
      <p>${app} is asking to:</p>
      <ul>
        ${scopes.map((scope) => html`<li>${scope}</li>`)}
      </ul>
      <p>Do you want to allow access for ${username}?</p>
      <form method="post" action="/setup/secur/RemoteAccessAuthorizationPage.apexp">
        <input type="hidden" name="transaction" value="${transaction}" />
        <button type="submit" id="oaapprove" name="decision" value="Allow">Allow</button>
        <button type="submit" id="oadeny" name="decision" value="Deny">Deny</button>
      </form>`,
  );
}

/** The page for an authorization request that can't be sent back to the app. */
export function oauthErrorPage(error: string, description: string): Markup {
  return page(
    'OAuth Error (simulated)',
    html`<h1>OAuth Error</h1>
      <p>
        We can't authorize you because of an OAuth error. For more information, contact your Salesforce administrator.
      </p>
      <p class="error" id="oauth-error">${error} : ${description}</p>`,
  );
}

/** The page of an org that is down or moved (documented: CLI troubleshooting page). */
export function notAvailablePage(): Markup {
  return page(
    'Data Not Available',
    html`<h1>Data Not Available</h1>
      <p>
        The data you were trying to access could not be found. It may be due to another user deleting the data or a
        system error.
      </p>`,
  );
}
