// In the language of browsers of 2009, for whatever opens the page: one that lacks what it needs is told so, and
// so is whoever opens a page of which the program does not start.
(function () {
  function tell() {
    document.getElementById('old-browser').hidden = false;
    document.getElementById('old-browser').removeAttribute('hidden');
  }
  function hasAll() {
    return (
      typeof WebAssembly === 'object' &&
      typeof Worker === 'function' &&
      typeof Blob === 'function' &&
      typeof Promise === 'function' &&
      typeof BigInt === 'function' &&
      typeof URL === 'function' &&
      typeof Object.hasOwn === 'function' &&
      typeof String.prototype.isWellFormed === 'function' &&
      typeof window.SecurityPolicyViolationEvent === 'function'
    );
  }
  // The one way to another host that no policy of a page closes (webrtc 'block' is not known to browsers yet).
  delete window.RTCPeerConnection;
  delete window.webkitRTCPeerConnection;
  if (!hasAll()) tell();
  else
    window.onerror = function () {
      if (document.getElementById('old-browser')) tell();
    };
})();
