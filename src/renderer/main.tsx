/** The window's entry: connects, puts the last look on, and draws. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { currentLook, followAppearance } from './app/appearance.ts';
import { resolveLanguage, startI18n } from './shared/i18n/i18n.ts';
import { keepConnected } from './shared/lib/client.ts';
import { startLiveStores } from './shared/lib/live-stores.ts';
import { tellOfNetwork } from './shared/lib/tell-of-network.ts';
import './shared/ui/tokens.css';
import './shared/ui/base.css';

const reloadedKey = 'longshore.reloaded';
/** A part that never arrives is told in its place instead. */
const reloadPauseMs = 10_000;

const life = new AbortController();
addEventListener('pagehide', (event) => {
  // A page kept for "back" is shown again with its state.
  if (!event.persisted) life.abort();
});

// A part of the page did not arrive: Chromium drops what is under way when an engine on this machine
// makes a network. Terminals and jobs live in the backend and outlive the reload; a half-filled form
// does not, but a page without its parts is worth less.
addEventListener('vite:preloadError', () => {
  const lastMs = Number(sessionStorage.getItem(reloadedKey));
  if (Date.now() - lastMs < reloadPauseMs) return;
  sessionStorage.setItem(reloadedKey, String(Date.now()));
  location.reload();
});

void keepConnected(life.signal);
tellOfNetwork(life.signal);
startLiveStores(life.signal);
const speaking = startI18n(resolveLanguage(currentLook().language, navigator.language));
followAppearance(life.signal);

function draw(): void {
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void speaking.then(draw);
